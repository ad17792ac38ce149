/* The editor of the jaarverslag: a preview while one types, and places to fill in from a list. All of it works without. */
(function () {
  "use strict";

  var form = document.getElementById("redactie");
  if (!form) { return; }
  var text = document.getElementById("tekst");
  var preview = document.getElementById("voorbeeld");
  var choices = document.getElementById("keuzes");
  var places = [].map.call(document.querySelectorAll("[data-invulplek]"), function (line) {
    var name = line.getAttribute("data-invulplek");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "knop-tekst";
    button.textContent = "Zet in de tekst";
    var heard = document.createElement("span");
    heard.className = "alleen-voorlezen";
    heard.textContent = " {" + name + "}";
    button.appendChild(heard);
    button.addEventListener("click", function () { insert("{" + name + "}"); });
    var words = line.textContent;
    line.appendChild(document.createTextNode(" "));
    line.appendChild(button);
    return { name: name, words: words };
  });

  /* What stands between { and the cursor; null when there is no { that is still open. */
  function begun() {
    var before = /\{([^{}\n]*)$/.exec(text.value.slice(0, text.selectionStart));
    return before ? before[1].toLowerCase() : null;
  }

  function insert(place) {
    var start = text.selectionStart;
    var open = begun();
    if (open !== null) { start -= open.length + 1; }
    text.setRangeText(place, start, text.selectionEnd, "end");
    text.focus();
    changed();
  }

  function offer() {
    var open = begun();
    choices.textContent = "";
    var fitting = open === null ? [] : places.filter(function (place) {
      return (place.name + " " + place.words).toLowerCase().indexOf(open) >= 0;
    }).slice(0, 8);
    choices.hidden = fitting.length === 0;
    fitting.forEach(function (place) {
      var item = document.createElement("li");
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = place.words;
      button.addEventListener("click", function () { insert("{" + place.name + "}"); });
      item.appendChild(button);
      choices.appendChild(item);
    });
  }

  text.addEventListener("keydown", function (event) {
    if (choices.hidden) { return; }
    if (event.key === "ArrowDown") { event.preventDefault(); choices.querySelector("button").focus(); }
    if (event.key === "Escape") { choices.hidden = true; }
  });
  choices.addEventListener("keydown", function (event) {
    var item = document.activeElement.parentElement;
    var next = event.key === "ArrowDown" ? item.nextElementSibling : event.key === "ArrowUp" ? item.previousElementSibling : null;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (next) { next.firstElementChild.focus(); } else { text.focus(); }
    }
    if (event.key === "Escape") { choices.hidden = true; text.focus(); }
  });

  var waiting, asked = 0;
  function changed() {
    offer();
    clearTimeout(waiting);
    waiting = setTimeout(show, 400);
  }
  function show() {
    var mine = ++asked;
    fetch(form.dataset.voorbeeld, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (html) {
        if (mine !== asked) { return; }
        preview.replaceChildren.apply(preview, new DOMParser().parseFromString(html, "text/html").body.childNodes);
      })
      .catch(function () { /* the button still shows it */ });
  }
  text.addEventListener("input", changed);
  form.addEventListener("change", function (event) { if (event.target.name.indexOf("zin-") === 0) { show(); } });

  /* A picture that is sent comes into the text where the cursor was. */
  var sender = document.getElementById("plaatje-sturen");
  var state = document.getElementById("plaatje-stand");
  sender.addEventListener("submit", function (event) {
    event.preventDefault();
    state.textContent = "Het plaatje wordt verstuurd.";
    fetch(sender.action, { method: "POST", body: new FormData(sender), credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (html) {
        var page = new DOMParser().parseFromString(html, "text/html");
        var line = page.getElementById("plaatje-regel");
        if (!line) {
          var alert = page.querySelector("[role=alert], main p");
          state.textContent = alert ? alert.textContent : "Het plaatje is niet bewaard. Probeer het opnieuw.";
          return;
        }
        sender.reset();
        state.textContent = "Het plaatje staat in uw tekst.";
        text.setRangeText("\n\n" + line.textContent + "\n\n", text.selectionStart, text.selectionEnd, "end");
        text.focus();
        changed();
      })
      .catch(function () { state.textContent = "De verbinding viel weg, of het plaatje is te groot."; });
  });

  var saved = text.value;
  var sending = false;
  form.addEventListener("submit", function () { sending = true; });
  window.addEventListener("beforeunload", function (event) {
    if (!sending && text.value !== saved) { event.preventDefault(); }
  });
}());
