// The map is complete without this: it lights up neighbours, and on request lets the graph be moved and zoomed.
(() => {
  "use strict";
  const figure = document.querySelector("[data-map]");
  if (!figure) return;
  const svg = figure.querySelector("svg.map-svg");
  const scroll = figure.querySelector(".map-scroll");
  const canvas = figure.querySelector("[data-map-canvas]");
  const change = figure.querySelector("[data-map-switch]");
  const fit = figure.querySelector("[data-map-fit]");
  const nodes = [...svg.querySelectorAll("[data-node]")];
  const edges = [...svg.querySelectorAll("[data-from]")];
  let graph = null;

  function light(number) {
    const near = new Set([number]);
    for (const edge of edges) {
      const { from, to } = edge.dataset;
      const touched = number !== null && (from === number || to === number);
      edge.classList.toggle("lit", touched);
      if (touched) near.add(from).add(to);
    }
    for (const node of nodes) node.classList.toggle("lit", number !== null && near.has(node.dataset.node));
  }
  for (const node of nodes) {
    for (const event of ["mouseenter", "focus"]) node.addEventListener(event, () => light(node.dataset.node));
    for (const event of ["mouseleave", "blur"]) node.addEventListener(event, () => light(null));
  }

  function centre() {
    const focus = svg.querySelector(".node-focus rect");
    if (focus) scroll.scrollLeft = focus.x.baseVal.value + focus.width.baseVal.value / 2 - scroll.clientWidth / 2;
    if (focus) scroll.scrollTop = focus.y.baseVal.value - scroll.clientHeight / 2;
  }
  centre();

  const colour = (element, name) => getComputedStyle(element)[name];
  function elements() {
    const boxes = nodes.map((node) => {
      const { x, y, width, height } = node.querySelector("rect");
      const [name, small] = [...node.querySelectorAll("text")].map((text) => text.textContent);
      const rect = getComputedStyle(node.querySelector("rect"));
      return {
        data: {
          id: node.dataset.node, label: `${name}\n${small}`, href: node.getAttribute("href"),
          w: width.baseVal.value, h: height.baseVal.value, fill: rect.fill, line: rect.stroke,
          ink: colour(node.querySelector("text"), "fill"),
        },
        position: { x: x.baseVal.value + width.baseVal.value / 2, y: y.baseVal.value + height.baseVal.value / 2 },
      };
    });
    const lines = edges.map((edge, number) => ({
      data: {
        id: `e${number}`, source: edge.dataset.from, target: edge.dataset.to, line: colour(edge, "stroke"),
        dash: colour(edge, "strokeDasharray") === "none" ? "solid" : "dashed",
      },
    }));
    return [...boxes, ...lines];
  }

  function draw() {
    graph = window.cytoscape({
      container: canvas, elements: elements(), layout: { name: "preset", padding: 20 },
      minZoom: 0.1, maxZoom: 3,
      style: [
        { selector: "node", style: {
          shape: "round-rectangle", width: "data(w)", height: "data(h)", "background-color": "data(fill)",
          "border-color": "data(line)", "border-width": 1.5, label: "data(label)", color: "data(ink)",
          "text-wrap": "wrap", "text-valign": "center", "text-halign": "center", "font-size": 10.5, "line-height": 1.3 } },
        { selector: "edge", style: {
          width: 1.4, "line-color": "data(line)", "line-style": "data(dash)", "curve-style": "bezier",
          "target-arrow-shape": "triangle", "target-arrow-color": "data(line)", "arrow-scale": 0.8 } },
        { selector: ".far", style: { opacity: 0.18 } },
      ],
    });
    graph.on("tap", "node", (event) => window.location.assign(event.target.data("href")));
    graph.on("mouseover", "node", (event) => graph.elements().difference(event.target.closedNeighborhood()).addClass("far"));
    graph.on("mouseout", "node", () => graph.elements().removeClass("far"));
  }

  function show(interactive) {
    scroll.hidden = interactive;
    canvas.hidden = !interactive;
    fit.hidden = !interactive;
    change.setAttribute("aria-pressed", String(interactive));
    if (interactive) draw();
    else if (graph) { graph.destroy(); graph = null; centre(); }
  }

  function load() {
    if (window.cytoscape) { show(true); return; }
    const script = document.createElement("script");
    script.src = figure.dataset.script;
    script.addEventListener("load", () => show(true));
    document.head.append(script);
  }
  figure.querySelector(".map-tools").hidden = false;
  change.addEventListener("click", () => (change.getAttribute("aria-pressed") === "true" ? show(false) : load()));
  fit.addEventListener("click", () => graph && graph.fit(undefined, 20));
})();
