/* The mark nearest to a finger, mouse or focus says its value, and the same gemeente lights up in every picture on the page.
   Without this file the values stand in the rows and tables. */
(function () {
  "use strict";
  var box = null, lit = [];
  var NEAR = 24;  // as large as a finger needs

  function dark() {
    lit.forEach(function (mark) { mark.classList.remove("licht"); });
    lit = [];
    if (box) { box.hidden = true; }
  }

  function light(name) {
    lit = Array.from(document.querySelectorAll("[data-naam]")).filter(function (mark) { return mark.dataset.naam === name; });
    lit.forEach(function (mark) { mark.classList.add("licht"); });
  }

  // The browser's own hint would stand beside ours.
  function words(mark) {
    var title = mark.querySelector("title");
    if (title) { mark.dataset.tekst = title.textContent; title.remove(); }
    return mark.dataset.tekst || "";
  }

  function say(mark) {
    if (!box) {
      box = document.createElement("div");
      box.className = "wijzer";
      box.setAttribute("aria-hidden", "true");
      document.body.appendChild(box);
    }
    var place = mark.getBoundingClientRect();
    box.textContent = words(mark);
    box.hidden = !box.textContent;
    var left = place.left + place.width / 2 - box.offsetWidth / 2;
    box.style.left = Math.max(4, Math.min(left, document.documentElement.clientWidth - box.offsetWidth - 4)) + "px";
    box.style.top = Math.max(4, place.top - box.offsetHeight - 8) + "px";
  }

  function nearest(svg, x, y) {
    var best = null, least = NEAR * NEAR;
    svg.querySelectorAll("circle[data-naam]").forEach(function (mark) {
      var place = mark.getBoundingClientRect();
      var dx = place.left + place.width / 2 - x, dy = place.top + place.height / 2 - y;
      if (dx * dx + dy * dy < least) { least = dx * dx + dy * dy; best = mark; }
    });
    return best;
  }

  function point(event) {
    var svg = event.target.closest && event.target.closest("svg.strook, svg.jaargrafiek");
    var mark = svg && nearest(svg, event.clientX, event.clientY);
    var row = !mark && event.target.closest && event.target.closest("a[data-naam], div[data-naam]");
    if (!mark && !row) { dark(); return; }
    if (lit.length && lit[0].dataset.naam === (mark || row).dataset.naam && !mark) { return; }
    dark();
    light((mark || row).dataset.naam);
    if (mark) { say(mark); }
  }

  document.addEventListener("pointermove", point);
  document.addEventListener("pointerdown", point);
  document.addEventListener("focusin", point);
  window.addEventListener("scroll", function () { if (box) { box.hidden = true; } }, { passive: true });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { dark(); } });
}());
