// GeoJSON or TopoJSON -> small TopoJSON files: `node simplify.mjs IN OUT STERADIANS STEPS`.
// GeoJSON becomes the object `areas`; objects of TopoJSON keep their names.
// Borders that two areas share are kept as one line, so that they are simplified once.
import { readFileSync, writeFileSync } from "node:fs";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import {
  filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea,
} from "topojson-simplify";

const [source, target, steradians, steps] = process.argv.slice(2);
const given = JSON.parse(readFileSync(source, "utf-8"));
const objects = given.type === "Topology"
  ? Object.fromEntries(Object.entries(given.objects).map(([name, one]) => [name, feature(given, one)]))
  : { areas: given };
let shapes = topology(objects);
shapes = presimplify(shapes, sphericalTriangleArea);
shapes = simplify(shapes, Number(steradians));
shapes = filter(shapes, filterWeight(shapes, Number(steradians), sphericalRingArea));
writeFileSync(target, JSON.stringify(quantize(shapes, Number(steps))));
