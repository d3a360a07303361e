// GeoJSON and world-atlas -> small TopoJSON files: `node topology.mjs IN OUT STERADIANS STEPS`.
// Borders that two areas share are kept as one line, so that they are simplified once.
import { readFileSync, writeFileSync } from "node:fs";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import {
  filter, filterWeight, presimplify, simplify, sphericalRingArea, sphericalTriangleArea,
} from "topojson-simplify";

const [source, target, steradians, steps] = process.argv.slice(2);
const given = JSON.parse(readFileSync(source, "utf-8"));
const areas = given.type === "Topology" ? feature(given, given.objects.countries) : given;
let shapes = topology({ areas });
shapes = presimplify(shapes, sphericalTriangleArea);
shapes = simplify(shapes, Number(steradians));
shapes = filter(shapes, filterWeight(shapes, Number(steradians), sphericalRingArea));
writeFileSync(target, JSON.stringify(quantize(shapes, Number(steps))));
