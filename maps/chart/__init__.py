"""The chart of a comparison, from one Vega-Lite specification: `chart.vl.json`."""

from mustermap.maps.chart.chart import Chart
from mustermap.maps.chart.chart_files import KINDS

__all__ = ["KINDS", "Chart"]
