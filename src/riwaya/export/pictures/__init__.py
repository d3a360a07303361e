"""Maps, timelines and tolls of incidents as files that need no server: drawn here, nothing loaded.

`subject.py` says what pictures know of an incident, `map_drawing.py`, `timeline_drawing.py` and
`toll_drawing.py` draw, `sheet.py` puts title, legend and foot around a drawing (SVG), `page.py`
makes the page (HTML).
"""
