/* In a frame of another site: tells the page around it how high this is, so that it never scrolls by itself. */
(function () {
  "use strict";
  if (window.parent === window || !document.querySelector("h1.ingesloten")) { return; }
  document.documentElement.classList.add("in-kader");
  // How to take this over is for who opens it by itself; its links would stay inside the frame.
  var how = document.getElementById("overnemen");
  if (how) { how.remove(); }
  var told = 0;

  function tell() {
    var height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height && height !== told) {
      told = height;
      window.parent.postMessage({ leerrecht: "hoogte", hoogte: height }, "*");
    }
  }

  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", tell);
  // Who listens later than this was ready asks for it.
  window.addEventListener("message", function (event) {
    if (event.source === window.parent && event.data === "leerrecht-hoogte") { told = 0; tell(); }
  });
}());
