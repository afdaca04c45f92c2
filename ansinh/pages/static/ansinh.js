/* The little that HTMX does not do: close what is open, move through suggestions by keys, print, show a fault first,
   bring the tab of this page into sight. */
(function () {
  "use strict";
  function closeMenus(except) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) { if (menu !== except) menu.open = false; });
  }
  function clearSuggestions() { var box = document.getElementById("suggest"); if (box) box.textContent = ""; }
  var here = document.querySelector(".tabs a[aria-current]"), strip = here && here.closest("ul");
  if (strip) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details.menu"));
    if (!event.target.closest(".search")) clearSuggestions();
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { closeMenus(null); clearSuggestions(); return; }
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      var box = document.getElementById("q"); if (box) { event.preventDefault(); box.focus(); box.select(); } return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var search = event.target.closest(".search"); if (!search) return;
    var stops = [document.getElementById("q")].concat(Array.from(search.querySelectorAll("#suggest a")));
    var at = stops.indexOf(document.activeElement); if (at < 0) return;
    event.preventDefault();
    stops[(at + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
  });
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-send-on-change]"); if (form) form.requestSubmit();
  });
  document.addEventListener("submit", function (event) {
    var question = event.submitter && event.submitter.getAttribute("data-ask");
    if (question && !window.confirm(question)) event.preventDefault();
  });
  var errors = document.getElementById("errors"); if (errors) errors.focus();
})();

/* Questions that other answers call for: data-when="age>15 household!=other"; what is hidden is not sent. */
(function () {
  "use strict";
  function answers(form, name) {
    return Array.from(form.elements).filter(function (e) { return e.name === name && !e.disabled && ((e.type !== "checkbox" && e.type !== "radio") || e.checked); }).map(function (e) { return e.value; });
  }
  function holds(form, rule) {
    var parts = /^(\w+)(?:(!=|=|<|>)(.+))?$/.exec(rule), given = answers(form, parts[1]);
    if (!parts[2]) return given.length > 0;
    if (parts[2] === "<" || parts[2] === ">") { if (!given.length || given[0] === "") return false; var n = Number(given[0]); return parts[2] === "<" ? n < Number(parts[3]) : n > Number(parts[3]); }
    var among = parts[3].split(","), hit = given.some(function (v) { return among.indexOf(v) >= 0; });
    return parts[2] === "=" ? hit : given.length > 0 && !hit;
  }
  function settle(form) {
    var seen = new Set();
    form.querySelectorAll("[data-when]").forEach(function (input) {
      var field = input.closest(".field"), asked = input.dataset.when.split(" ").every(function (rule) { return holds(form, rule); });
      if (!seen.has(field)) { field.hidden = !asked; seen.add(field); }
      input.disabled = !asked;
    });
  }
  document.querySelectorAll("form").forEach(function (form) {
    if (!form.querySelector("[data-when]")) return;
    settle(form);
    form.addEventListener("input", function () { settle(form); });
    form.addEventListener("change", function () { settle(form); }, true);
  });
})();
