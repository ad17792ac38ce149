/* A picture of points (PNG) made of the SVG that a link points at. The link itself leads to the SVG. */
(function () {
  "use strict";
  var SCHAAL = 2;  // sharp enough on paper

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function draw(svg, name) {
    var image = new Image();
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = image.width * SCHAAL;
      canvas.height = image.height * SCHAAL;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(image.src);
      canvas.toBlob(function (blob) { save(blob, name); }, "image/png");
    };
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  }

  function fileName(response) {
    var found = /filename="([^"]+)\.svg"/.exec(response.headers.get("Content-Disposition") || "");
    return (found ? found[1] : "leerrecht-in-beeld") + ".png";
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-png]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) { return; }
    event.preventDefault();
    fetch(link.href).then(function (response) {
      if (!response.ok) { throw new Error(response.status); }
      return response.text().then(function (svg) { draw(svg, fileName(response)); });
    }).catch(function () { location.assign(link.href); });
  });
}());
