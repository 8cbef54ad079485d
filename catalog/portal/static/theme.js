// Before the first paint: the theme that was chosen here, else what the system prefers.
(function () {
  "use strict";
  var stored = null;
  try { stored = window.localStorage.getItem("treaty-theme"); } catch (error) { stored = null; }
  var prefersDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.setAttribute("data-bs-theme", stored || (prefersDark ? "dark" : "light"));
})();
