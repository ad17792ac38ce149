"""The colours charts are drawn in. Each stands for a role; assets/stijl-3-grafieken.css gives the role its colour.

Plotly writes colours into the picture itself, where no style sheet's custom properties reach, and the server does not
know whether the reader's screen is dark. So a figure is drawn in these exact values, good on white paper, and the style
sheet replaces them by their role. A change here is a change there; a test holds the two together.
"""

from __future__ import annotations

EIGEN = "rgb(10, 74, 94)"
REST = "rgb(139, 149, 157)"
RASTER = "rgb(226, 231, 228)"
RAND = "rgb(118, 130, 141)"
VLAK = "rgb(255, 255, 255)"
DOORZICHTIG = "rgba(0, 0, 0, 0)"

ROLLEN = {"--grafiek-eigen": EIGEN, "--grafiek-rest": REST, "--grafiek-raster": RASTER, "--rand": RAND, "--vlak": VLAK}
