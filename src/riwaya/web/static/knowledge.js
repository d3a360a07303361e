/* A place's point on the map, with how far off it may be. */
import { makeMap } from "./map.js";

const point = document.getElementById("point");
const box = document.getElementById("map");
if (point && box) {
  const { lat, lon, km, name } = point.dataset;
  const map = await makeMap(box, { language: document.documentElement.lang });
  map.show([{ id: "place", title: name, lines: [], lat: Number(lat), lon: Number(lon), km: Number(km), reports: 1, colour: "civil" }], { fit: true });
}
