// Comfort only: every page works without this file.
(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.querySelector("[data-theme-switch]");

  function label() {
    var dark = root.getAttribute("data-bs-theme") === "dark";
    button.querySelector("[data-theme-label]").textContent = dark ? "Light" : "Dark";
    button.setAttribute("aria-label", "Switch to the " + (dark ? "light" : "dark") + " theme");
  }

  if (button) {
    button.hidden = false;
    label();
    button.addEventListener("click", function () {
      var next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
      root.setAttribute("data-bs-theme", next);
      try { window.localStorage.setItem("treaty-theme", next); } catch (error) { return; } finally { label(); }
    });
  }

  document.addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      var field = document.getElementById("q") || document.querySelector("[data-shortcut='/']");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.picker[open], details.menu[open]").forEach(function (picker) { picker.open = false; });
    }
  });

  function moveThroughHits(event) {
    var hits = Array.prototype.slice.call(document.querySelectorAll("[data-hits] .hit-name"));
    var at = hits.indexOf(document.activeElement);
    var field = document.getElementById("q");
    var arrived = document.activeElement === document.body && window.scrollY === 0;
    if (!hits.length || event.ctrlKey || event.metaKey || event.altKey || (at < 0 && !arrived && document.activeElement !== field)) { return; }
    var next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : at;
    if (next === at || next >= hits.length) { return; }
    event.preventDefault();
    (next < 0 ? field : hits[next]).focus();
  }

  document.addEventListener("keydown", moveThroughHits);

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.picker[open], details.menu[open]").forEach(function (picker) {
      if (!picker.contains(event.target)) { picker.open = false; }
    });
  });
})();
