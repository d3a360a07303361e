"""The style of drawings; `palette.written_out` puts the colours in where variables aren't known."""

from riwaya.export.pictures.subject import FAMILIES

#: FAMILY stands for the typefaces.
STYLE = (
    """
text{font-family:FAMILY;fill:var(--ink)}
.sheet{fill:var(--sheet)}
.title{font-size:21px;font-weight:700}
.lead{font-size:13.5px;fill:var(--soft)}
.caution{font-size:12.5px;font-weight:600}
.foot{font-size:11px;fill:var(--soft)}
.key{font-size:12.5px}
.sea{fill:var(--sea)}
.land{fill:var(--land);fill-rule:evenodd}
.border{fill:none;stroke:var(--border);stroke-width:1.2;stroke-linejoin:round}
.region{fill:none;stroke:var(--border);stroke-width:.8;stroke-opacity:.75;stroke-dasharray:3 3}
.river{fill:none;stroke:var(--water);stroke-width:1.3;stroke-linejoin:round;stroke-linecap:round}
.lake{fill:var(--sea);stroke:var(--water);stroke-width:.8}
.edge{fill:none;stroke:var(--line)}
.town{font-size:10.5px;fill:var(--soft);stroke:var(--land);stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
.country{font-size:12px;font-weight:600;fill:var(--soft);fill-opacity:.75;stroke:var(--land);stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
.here{font-size:12px;font-weight:600;stroke:var(--land);stroke-width:3.5px;stroke-linejoin:round;paint-order:stroke}
.dot{fill:var(--soft)}
.doubt{fill-opacity:.07;stroke-opacity:.5;stroke-dasharray:4 4}
.spot{stroke:var(--sheet);stroke-width:1.6}
.hollow{fill:var(--sheet);stroke-width:2.6}
.hub{fill:var(--sheet)}
.count{font-size:11px;font-weight:700}
.scale{fill:none;stroke:var(--ink);stroke-width:1.4}
.scale-said{font-size:10.5px;stroke:var(--land);stroke-width:3px;paint-order:stroke}
.grid{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
.axis{stroke:var(--soft);stroke-width:1}
.tick{font-size:11px;fill:var(--soft)}
.row{font-size:12.5px;font-weight:600}
.when{font-size:11px;fill:var(--soft)}
.who{font-size:11px;fill:var(--soft);stroke:var(--sheet);stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
.between{stroke:var(--line);stroke-width:1;stroke-opacity:.7}
.bounds{font-size:12.5px;font-weight:700}
.range{stroke:var(--soft);stroke-width:2.4;vector-effect:non-scaling-stroke}
.open{stroke:var(--soft);stroke-width:2.4;stroke-dasharray:2 4;vector-effect:non-scaling-stroke}
.majority{fill:var(--accent);fill-opacity:.28}
.reliable{stroke:var(--ink);stroke-width:3.4;vector-effect:non-scaling-stroke}
.number{stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke}
.past{stroke-opacity:.45}
.hit{fill:transparent}
"""
    + "\n".join(
        f".fill-{one}{{fill:var(--{one})}}.line-{one}{{stroke:var(--{one})}}" for one in FAMILIES
    )
    + "\n"
)
