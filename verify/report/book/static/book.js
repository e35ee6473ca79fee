// A slider for pictures with frames. Without this file every picture shows its start and its end.
"use strict";
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
