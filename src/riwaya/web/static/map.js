/* A map that needs no server: countries, regions, rivers and towns of our own under Leaflet; or tiles.

   const map = await makeMap(element, {tiles, language});   // element: macro `box` of map.html
   map.show([{id, title, lines, href, lat, lon, km, reports, colour}], {fit: true});
   map.highlight([id, …]);  map.showArea([west, south, east, north] | null);
   map.view() -> [west, south, east, north];  map.choose() -> Promise of such a box or null;
   map.go([west, south, east, north]);  map.on("pick", (ids) => …);  map.focus(id);

   `km` is how far off the point may be. What is shown is put in as text, never as HTML. */

const CELL = 58;            // pixels that one marker has to itself
const CLOSE = 6;            // from here on regions are drawn instead of countries
const DEEPEST = 13;
const WATERS = [5, 9];      // rivers: farther off they crowd the map, nearer they lie visibly beside their beds
const LISTED = 12;          // incidents named in one popup
const LABELS = 45;

function loaded(url, name) {
  if (window[name]) return Promise.resolve(window[name]);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window[name]);
    script.onerror = () => reject(new Error(url));
    document.head.append(script);
  });
}

/* What lies at an address; "#id": in the page itself, for pages that ask nobody. */
const fetched = new Map();
function data(url) {
  if (url.startsWith("#")) return Promise.resolve(JSON.parse(document.querySelector(url).textContent));
  if (!fetched.has(url)) fetched.set(url, fetch(url).then((answer) => answer.json()));
  return fetched.get(url);
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/* A line of a card: words, or {text, lang} of another language than the page's. */
function lineOf(line) {
  if (typeof line === "string") return element("div", "soft", line);
  const made = element("div", "soft", line.text);
  made.lang = line.lang;
  made.dir = line.lang === "ar" ? "rtl" : "ltr";
  return made;
}

const filled = (said, values) => said.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const turn = (rings) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon]));

/* All areas as one shape: few elements, so that moving the map costs little. */
function shape(topojson, topology, areas) {
  const merged = { type: "GeometryCollection", geometries: areas };
  const found = topojson.feature(topology, merged);
  return found.features.flatMap(({ geometry }) => {
    if (!geometry) return [];
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return polygons.map(turn);
  });
}

function lines(topojson, topology, object, chosen) {
  return turn(topojson.mesh(topology, object, chosen).coordinates);
}

/* How lines of a pane look: the style of a class of map.css. */
function drawnOn(L, map, pane, above) {
  map.createPane(pane).style.zIndex = above;
  const drawn = { renderer: L.svg({ pane, padding: 0.5 }), pane, interactive: false, smoothFactor: 0.7, weight: 1 };
  return (className) => ({ ...drawn, className });
}

async function baseMap(L, map, from) {
  const topojson = await loaded(from.topojson, "topojson");
  const style = drawnOn(L, map, "base", 200), border = drawnOn(L, map, "borders", 220);
  const world = await data(from.countries);
  const countries = world.objects.areas.geometries;
  const near = countries.filter((one) => one.properties?.near);
  const far = countries.filter((one) => !one.properties?.near);
  const coarse = L.layerGroup([
    L.polygon(shape(topojson, world, near), style("map-land")),
    L.polyline(lines(topojson, world, world.objects.areas, (a, b) => a !== b), border("map-border")),
  ]);
  L.polygon(shape(topojson, world, far), style("map-land")).addTo(map);
  let fine = null, loading = false;
  async function swap() {
    const close = map.getZoom() >= CLOSE;
    if (close && !fine && !loading) {
      loading = true;
      const regions = await data(from.regions);
      const object = regions.objects.areas;
      const land = (one) => one.properties.c;
      fine = L.layerGroup([
        L.polygon(shape(topojson, regions, object.geometries), style("map-land")),
        L.polyline(lines(topojson, regions, object, (a, b) => a !== b && land(a) === land(b)), border("map-region")),
        L.polyline(lines(topojson, regions, object, (a, b) => land(a) !== land(b)), border("map-border")),
      ]);
      swap();
      return;
    }
    const [shown, hidden] = close && fine ? [fine, coarse] : [coarse, fine];
    if (hidden) hidden.remove();
    if (!map.hasLayer(shown)) shown.addTo(map);
  }
  map.on("zoomend", swap);
  await swap();
}

/* Rivers and lakes, between the land and its borders. */
async function waters(L, map, from) {
  const topojson = await loaded(from.topojson, "topojson");
  const topology = await data(from.waters), { rivers, lakes } = topology.objects;
  const style = drawnOn(L, map, "waters", 210);
  const drawn = L.layerGroup([
    L.polyline(lines(topojson, topology, rivers), style("map-river")),
    L.polygon(shape(topojson, topology, lakes.geometries), style("map-lake")),
  ]);
  function swap() {
    const [least, most] = WATERS, zoom = map.getZoom();
    if (zoom >= least && zoom <= most) drawn.addTo(map);
    else drawn.remove();
  }
  map.on("zoomend", swap);
  swap();
}

/* Names where there is room, the larger places first. */
async function names(L, map, url, language) {
  const { towns, countries } = await data(url);
  const layer = L.layerGroup().addTo(map);
  map.createPane("names").style.zIndex = 350;
  const called = (row) => (language === "ar" ? row[4] : row[3]) || row[3];
  function draw() {
    layer.clearLayers();
    const zoom = map.getZoom(), view = map.getBounds().pad(-0.02), taken = [];
    const least = zoom <= 4 ? 3000 : zoom === 5 ? 900 : zoom === 6 ? 220 : zoom === 7 ? 60 : 0;
    const wanted = [
      ...(zoom <= 6 ? countries.filter((row) => zoom >= 4 || row[2] > 25000).map((row) => ["country", row]) : []),
      ...(zoom >= 4 ? towns.filter((row) => row[2] >= least).map((row) => ["town", row]) : []),
    ];
    for (const [kind, row] of wanted) {
      if (taken.length >= LABELS) break;
      if (!view.contains([row[0], row[1]])) continue;
      const at = map.latLngToContainerPoint([row[0], row[1]]);
      const wide = called(row).length * (kind === "country" ? 4.6 : 3.6) + 8;
      if (at.x < wide || at.x > map.getSize().x - wide) continue;
      if (taken.some((one) => Math.abs(one.y - at.y) < 16 && Math.abs(one.x - at.x) < one.wide + wide)) continue;
      taken.push({ x: at.x, y: at.y, wide });
      const label = element("span", `map-name map-${kind}`, called(row));
      label.dir = "auto";
      L.marker([row[0], row[1]], {
        pane: "names", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "map-label", html: label, iconSize: [0, 0] }),
      }).addTo(layer);
    }
  }
  map.on("moveend zoomend", draw);
  draw();
}

export async function makeMap(box, options = {}) {
  const from = box.dataset, language = options.language || from.language || "en";
  const tiles = options.tiles || from.tiles;
  const said = JSON.parse(from.words);
  const rightToLeft = language === "ar";
  const L = await loaded(from.leaflet, "L");
  const map = L.map(box, {
    zoomControl: false, attributionControl: false, worldCopyJump: true, minZoom: 2, maxZoom: tiles ? 18 : DEEPEST,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches, zoomSnap: 1,
  }).setView([33, 42], 5);
  L.control.zoom({ position: rightToLeft ? "topright" : "topleft", zoomInTitle: said.in, zoomOutTitle: said.out }).addTo(map);
  L.control.attribution({ prefix: false, position: rightToLeft ? "bottomleft" : "bottomright" }).addTo(map);
  const credit = element("span", "", tiles ? from.credit || "" : said.base);
  credit.dir = "auto";
  map.attributionControl.addAttribution(credit.outerHTML);
  if (tiles) L.tileLayer(tiles, { maxZoom: 18 }).addTo(map);

  map.createPane("doubt").style.zIndex = 380;
  const doubts = L.layerGroup().addTo(map), spots = L.layerGroup().addTo(map);
  const areas = L.layerGroup().addTo(map);
  const doubtRenderer = L.svg({ pane: "doubt" });
  const listeners = { pick: [] };
  let points = [], lit = new Set(), markers = [];

  const size = (reports) => Math.min(34, 11 + 4 * Math.sqrt(reports));

  /* Points that would lie on each other are one marker: those of a cell of this zoom's grid. */
  let cells = new Map(), celled = null;
  function grouped() {
    const zoom = map.getZoom();
    if (celled !== zoom) {
      celled = zoom;
      cells = new Map();
      for (const point of points) {
        const at = map.project([point.lat, point.lon], zoom);
        const key = `${zoom} ${Math.floor(at.x / CELL)} ${Math.floor(at.y / CELL)}`;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(point);
      }
    }
    const view = map.getBounds().pad(0.3);
    return [...cells].filter(([, several]) => several.some((point) => view.contains([point.lat, point.lon])));
  }

  const spread = (several) => L.latLngBounds(several.map((one) => [one.lat, one.lon]));

  /* Markers that stay keep their elements, so that focus and popups stay with them. */
  function draw() {
    const before = new Map(markers.map((one) => [one.key, one]));
    const active = markers.find((one) => one.node === document.activeElement);
    doubts.clearLayers();
    markers = grouped().map(([key, several]) => {
      const kept = before.get(key);
      before.delete(key);
      return kept || marker(several, key);
    }).sort((a, b) => b.reports - a.reports);
    for (const gone of before.values()) gone.layer.remove();
    markers.forEach((one) => {
      if (!one.node) {
        one.layer.addTo(spots);
        one.node = one.layer.getElement();
        one.node.setAttribute("role", "button");
        one.node.setAttribute("aria-label", one.label);
        one.node.addEventListener("keydown", (event) => step(event, one));
      }
      one.node.tabIndex = -1;
      if (one.several.length === 1 && one.several[0].km) doubt(one.several[0], one.wide);
    });
    const again = active && (markers.find((one) => one.key === active.key) || markers.find((one) => one.several.some((point) => active.several.includes(point))));
    const first = again || markers[0];
    if (first) first.node.tabIndex = 0;
    if (again && again.node !== document.activeElement) again.node.focus({ preventScroll: true });
    light();
  }

  /* One marker is in the tab order; arrows go from one to the next, the most told first. */
  function step(event, one) {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      one.layer.fire("click");
      return;
    }
    const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
    if (!back && event.key !== "ArrowRight" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    const flipped = rightToLeft && /Left|Right/.test(event.key) ? !back : back;
    const place = markers.indexOf(one);
    const next = markers[(place + (flipped ? markers.length - 1 : 1)) % markers.length];
    one.node.tabIndex = -1;
    next.node.tabIndex = 0;
    next.node.focus({ preventScroll: true });
    if (!map.getBounds().contains(next.layer.getLatLng())) map.panTo(next.layer.getLatLng());
  }

  function marker(several, key) {
    const one = several[0], many = several.length > 1;
    const reports = several.reduce((sum, point) => sum + point.reports, 0);
    const mean = (name) => several.reduce((sum, point) => sum + point[name], 0) / several.length;
    const middle = L.latLng(mean("lat"), mean("lon"));
    const wide = many ? Math.min(40, 18 + 2.4 * Math.log2(several.length)) : size(one.reports);
    const dot = element("span", many ? "spot several" : "spot", many ? String(several.length) : undefined);
    if (!many && one.colour) dot.classList.add(`kind-${one.colour}`);
    const layer = L.marker(middle, {
      icon: L.divIcon({ className: "spot-box", html: dot, iconSize: [wide, wide] }),
      keyboard: true, riseOnHover: true, autoPanOnFocus: false,
    });
    layer.on("click", () => pressed(layer, several));
    const label = many ? filled(said.several, { count: several.length }) : filled(said.incident, { title: one.title, count: one.reports });
    return { layer, several, reports, label, key, wide };
  }

  /* How far off the point may be, where that is more than the marker covers. */
  function doubt(point, wide) {
    const pixels = (point.km * 1000) / (40075016 * Math.cos(point.lat * Math.PI / 180) / 2 ** (map.getZoom() + 8));
    if (pixels < wide / 2 + 3 || pixels > 700) return;
    L.circle([point.lat, point.lon], {
      radius: point.km * 1000, pane: "doubt", renderer: doubtRenderer, interactive: false, className: "map-doubt", weight: 1,
    }).addTo(doubts);
  }

  function pressed(layer, several) {
    const bounds = spread(several);
    const apart = bounds.getNorthEast().distanceTo(bounds.getSouthWest());
    if (several.length > 1 && apart > 3000 && map.getZoom() < map.getMaxZoom()) {
      map.fitBounds(bounds, { padding: [40, 40], maxZoom: Math.max(map.getZoom() + 2, CLOSE + 1) });
      return;
    }
    layer.unbindPopup().bindPopup(told(several), { maxWidth: 300, minWidth: 180, className: "map-popup" }).openPopup();
    listeners.pick.forEach((call) => call(several.map((point) => point.id)));
  }

  function told(several) {
    const card = element("div", "map-card");
    card.dir = rightToLeft ? "rtl" : "ltr";
    if (several.length > 1) card.append(element("strong", "", filled(said.several, { count: several.length })));
    for (const point of several.slice(0, LISTED)) {
      const entry = element("div", "map-entry");
      const title = element(point.href ? "a" : "b", "", point.title);
      if (point.href) title.href = point.href;
      entry.append(title, ...(point.lines || []).map(lineOf));
      if (several.length === 1 && point.km) entry.append(element("div", "soft", filled(said.uncertain, { km: Math.round(point.km) })));
      card.append(entry);
    }
    if (several.length > LISTED) card.append(element("div", "soft", filled(said.more, { count: several.length - LISTED })));
    return card;
  }

  function light() {
    for (const one of markers) {
      const on = one.several.some((point) => lit.has(point.id));
      one.node.classList.toggle("lit", on);
      one.layer.setZIndexOffset(on ? 1000 : 0);
    }
  }

  map.on("moveend zoomend", draw);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);

  const corners = (bounds) => [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const turned = (lon) => ((lon + 540) % 360) - 180;
  const rounded = ([west, south, east, north]) => {
    const whole = east - west >= 360;
    return [whole ? -180 : turned(west), Math.max(-90, south), whole ? 180 : turned(east), Math.min(90, north)].map((degree) => Number(degree.toFixed(3)));
  };

  const made = {
    leaflet: map,
    show(several, { fit = false } = {}) {
      points = several.filter((point) => Number.isFinite(point.lat) && Number.isFinite(point.lon));
      map.closePopup();
      spots.clearLayers();
      markers = [];
      celled = null;
      if (fit && points.length) {
        // A few far-off points would make everything else small.
        const within = (list, share) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
        const lats = points.map((one) => one.lat), lons = points.map((one) => one.lon);
        const trim = points.length > 20 ? 0.03 : 0;
        const reach = points.length === 1 && points[0].km ? Math.max(0.05, points[0].km / 90) : 0.05;
        map.fitBounds([
          [within([...lats], trim) - reach, within([...lons], trim) - reach],
          [within([...lats], 1 - trim) + reach, within([...lons], 1 - trim) + reach],
        ], { padding: [24, 24], maxZoom: 9, animate: false });
      }
      draw();
    },
    highlight(ids) { lit = new Set(ids); light(); },
    showArea(area) {
      areas.clearLayers();
      if (!area) return;
      const [west, south, east, north] = area;
      L.rectangle([[south, west], [north, east < west ? east + 360 : east]], { className: "map-area", interactive: false, weight: 2 }).addTo(areas);
    },
    view: () => rounded(corners(map.getBounds())),
    /* The next drag draws a box instead of moving the map; Escape gives it up. */
    choose: () => new Promise((resolve) => {
      const done = (area) => {
        map.dragging.enable();
        box.classList.remove("choosing");
        map.off("mousedown", begin);
        box.removeEventListener("keydown", give);
        resolve(area);
      };
      const give = (event) => { if (event.key === "Escape") done(null); };
      const begin = ({ latlng: start }) => {
        const drawn = L.rectangle([start, start], { className: "map-area", interactive: false, weight: 2 }).addTo(areas);
        const grow = ({ latlng }) => drawn.setBounds(L.latLngBounds(start, latlng));
        map.on("mousemove", grow);
        const end = () => {
          map.off("mousemove", grow);
          const bounds = drawn.getBounds();
          const flat = bounds.getNorth() - bounds.getSouth() < 1e-4 || bounds.getEast() - bounds.getWest() < 1e-4;
          if (flat) drawn.remove();
          done(flat ? null : rounded(corners(bounds)));
        };
        map.once("mouseup", end);
      };
      map.dragging.disable();
      box.classList.add("choosing");
      box.addEventListener("keydown", give);
      map.on("mousedown", begin);
      box.focus({ preventScroll: true });
    }),
    on(name, call) { listeners[name].push(call); },
    /* Move to a box. */
    go([west, south, east, north]) { map.fitBounds([[south, west], [north, east < west ? east + 360 : east]], { padding: [30, 30], animate: false }); },
    focus(id) {
      const point = points.find((one) => one.id === id);
      if (point) map.setView([point.lat, point.lon], Math.max(map.getZoom(), 8));
    },
  };
  draw();
  if (!tiles) {
    await baseMap(L, map, from);
    names(L, map, from.towns, language);
    waters(L, map, from);
  }
  return made;
}
