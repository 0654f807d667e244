"""The figure of peers.py: how many times longer than ours each takes."""

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib.ticker import LogLocator  # noqa: E402

OURS = {"step": "descent fused", "loop": "descent one call"}


def draw(rows, machine, file):
    """A panel a work, the ratios to our fused form over n."""
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "peers"})
    seconds = {(r["work"], r["contender"], r["n"]): r["seconds"] for r in rows}
    works = [w for w in OURS if any(r["work"] == w for r in rows)]
    if not works:
        return
    figure, panels = plt.subplots(
        1, len(works), figsize=(6 * len(works), 5.5), squeeze=False
    )
    for panel, work in zip(panels[0], works):
        names = dict.fromkeys(r["contender"] for r in rows if r["work"] == work)
        # Those who keep their pages are in the table: here is no room.
        names = [name for name in names if not name.endswith("kept")]
        for name in names:
            at = [n for w, c, n in seconds
                  if (w, c) == (work, name) and (w, OURS[w], n) in seconds]  # fmt: skip
            ratios = [seconds[work, name, n] / seconds[work, OURS[work], n]
                      for n in at]  # fmt: skip
            ours = name.startswith("descent")
            panel.plot(at, ratios, "o-" if ours else "s--", label=name)
        panel.set_xscale("log")
        panel.set_yscale("log")
        panel.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        panel.yaxis.set_major_formatter("{x:g}")
        panel.yaxis.set_minor_formatter("")
        panel.set_title(f"{work}: time over that of {OURS[work]}")
        panel.set_xlabel("points n")
        panel.grid(alpha=0.3)
        panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncol=3,
                     fontsize="small", frameon=False)  # fmt: skip
    figure.suptitle(machine, fontsize="small")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
