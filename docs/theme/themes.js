// Two designs stand in place of mdBook's five themes: light, and dark, which
// mdBook calls navy. head.hbs turns the choice of another into one of them.

"use strict";

{
  const button = (name) => document.getElementById(`mdbook-theme-${name}`);
  for (const name of ["rust", "coal", "ayu"]) button(name).parentElement.remove();
  button("navy").textContent = "Dark";
}
