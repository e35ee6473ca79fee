// A slider for pictures with frames, and formulas that scroll reached by the keyboard. All is readable without this file.
"use strict";
// What scrolls sideways must be reached by the keyboard, too; what does not is no stop for it.
const reachable = () => document.querySelectorAll(".formula").forEach((box) => {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
});
reachable();
addEventListener("resize", reachable);
document.querySelectorAll(".frames").forEach((figure) => {
  const frames = [...figure.querySelectorAll("svg .frame")];
  if (frames.length < 2) return;
  const show = (at) => frames.forEach((frame, i) => { frame.style.display = i === at ? "inline" : "none"; });
  const label = document.createElement("label");
  const slider = document.createElement("input");
  const said = document.createElement("output");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(frames.length - 1);
  slider.value = slider.max;
  label.append("Frame ", slider, " ", said);
  label.className = "slider";
  const move = () => {
    show(Number(slider.value));
    said.textContent = `${Number(slider.value) + 1} of ${frames.length}`;
  };
  slider.addEventListener("input", move);
  figure.prepend(label);
  move();
  addEventListener("beforeprint", () => frames.forEach((frame) => { frame.style.display = ""; }));
  addEventListener("afterprint", move);
});
