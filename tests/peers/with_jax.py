"""The steps in JAX, compiled by its jit."""

import jax
import jax.numpy as jnp
from worker import LR, START, serve


def gradient_by_hand(w, x, y):
    e = w[0] * x + w[1] - y
    return 2 * jnp.stack([(e * x).mean(), e.mean()])


def loss(w, x, y):
    return ((w[0] * x + w[1] - y) ** 2).mean()


def step_by(gradient):
    """Steps that Python calls one by one, each compiled."""
    step = jax.jit(lambda w, x, y: w - LR * gradient(w, x, y))

    def run(x, y, steps):
        w = jnp.array(START)
        for _ in range(steps):
            w = step(w, x, y)
        return jax.block_until_ready(w)

    return run


@jax.jit
def compiled_loop(w, x, y, steps):
    step = jax.grad(loss)
    return jax.lax.fori_loop(0, steps, lambda _, w: w - LR * step(w, x, y), w)


def loop(x, y, steps):
    return jax.block_until_ready(compiled_loop(jnp.array(START), x, y, steps))


serve(
    jax.__version__,
    lambda x, y: (jnp.array(x), jnp.array(y)),
    {
        ("step", "by hand"): step_by(gradient_by_hand),
        ("step", "grad"): step_by(jax.grad(loss)),
        ("loop", "loop"): loop,
    },
)
