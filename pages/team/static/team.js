/* Loading a delivery with progress and by dropping a file; looking again while a task runs. All of it works without. */
(function () {
  "use strict";

  if (document.querySelector("[data-ververs]")) {
    setTimeout(function () { location.reload(); }, 2000);
  }

  var form = document.getElementById("laden");
  if (!form) { return; }
  var file = document.getElementById("bestand");
  var bar = document.getElementById("voortgang");
  var text = document.getElementById("voortgang-tekst");
  var field = file.closest(".neerzetten");

  ["dragover", "drop"].forEach(function (name) {
    form.addEventListener(name, function (event) { event.preventDefault(); });
  });
  form.addEventListener("dragover", function () { field.classList.add("erboven"); });
  form.addEventListener("dragleave", function () { field.classList.remove("erboven"); });
  form.addEventListener("drop", function (event) {
    field.classList.remove("erboven");
    if (event.dataTransfer.files.length === 1) { file.files = event.dataTransfer.files; }
    else { text.textContent = "Zet één bestand neer."; }
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var button = form.querySelector("button[type=submit]");
    var request = new XMLHttpRequest();
    button.disabled = true;
    bar.hidden = false;
    request.upload.addEventListener("progress", function (step) {
      if (!step.lengthComputable) { return; }
      bar.value = Math.round(100 * step.loaded / step.total);
      text.textContent = bar.value < 100 ? bar.value + "% verstuurd" : "Verstuurd. Het bestand wordt nagekeken.";
    });
    request.addEventListener("load", function () {
      if (request.status === 200 && request.responseURL.indexOf("/taak/") > 0) { location.assign(request.responseURL); return; }
      var page = new DOMParser().parseFromString(request.responseText, "text/html");
      var alert = page.querySelector("[role=alert], main p");
      failed(alert ? alert.textContent : "Het laden is niet gelukt. Probeer het opnieuw.");
    });
    request.addEventListener("error", function () { failed("De verbinding viel weg, of het bestand is te groot."); });
    request.open("POST", form.action);
    request.send(new FormData(form));

    function failed(reason) {
      button.disabled = false;
      bar.hidden = true;
      text.textContent = reason;
      text.setAttribute("role", "alert");
    }
  });
}());
