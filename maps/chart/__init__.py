"""The chart of a comparison, from one Vega-Lite specification: `chart.vl.json`."""

from maps.chart.chart import Chart
from maps.chart.writing import KINDS, chart_bytes

__all__ = ["KINDS", "Chart", "chart_bytes"]
