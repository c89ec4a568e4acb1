"""Open an exported GeoPackage in QGIS, as Debian's Python runs it: `make test-qgis`. Not one of pytest's tests.

    in_qgis.py CLAIMS.gpkg LISTED.json PICTURE.png

LISTED.json is what `mustermap list --on DAY --json` says of the same reports. Exits with 1 and the reason where QGIS
does not show on that day what is listed, does not take up the styles, or GDAL's validator finds something wrong.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from osgeo_utils.samples import validate_gpkg
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QColor

LAYERS = ("points", "lines", "areas")
WIDEST_DEGREES = 90


def check(is_so: bool, what: str) -> None:
    if not is_so:
        raise SystemExit(f"QGIS: {what}")


def opened(package: str, name: str) -> QgsVectorLayer:
    """Open a layer as QGIS's window does: first the layer, then what the file says of its looks."""
    layer = QgsVectorLayer(f"{package}|layername={name}", name, "ogr", QgsVectorLayer.LayerOptions(False))
    message, is_loaded = layer.loadDefaultStyle()
    check(is_loaded, f"{name}: the style was not taken up: {message}")
    return layer


def at(moment: datetime) -> QDateTime:
    return QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0, 0, Qt.UTC)


def shown(layers: dict[str, QgsVectorLayer], begin: datetime, length: timedelta) -> set[str]:
    """Give the ids that the layers show in a frame of the time controller."""
    return {feature["id"] for layer in layers.values() for feature in features_shown(layer, begin, length)}


def features_shown(layer: QgsVectorLayer, begin: datetime, length: timedelta) -> QgsFeatureIterator:
    frame = QgsDateTimeRange(at(begin), at(begin + length), True, False)
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    asked = layer.temporalProperties().createFilterString(context, frame)
    return layer.getFeatures(QgsFeatureRequest().setFilterExpression(asked))


def check_styles(layers: dict[str, QgsVectorLayer]) -> None:
    for name, layer in layers.items():
        check(layer.isValid(), f"{name} is no layer that can be read")
        time = layer.temporalProperties()
        check(time.isActive(), f"{name}: the time controller does not play it")
        got = (time.mode(), time.startField(), time.endField())
        wanted = (time.ModeFeatureDateTimeStartAndEndFromFields, "from", "until")
        check(got == wanted, f"{name}: its time is {got}, not {wanted}")
        renderer = layer.renderer()
        inner = renderer.embeddedRenderer() if renderer.type() == "pointDisplacement" else renderer
        check(inner.type() == "RuleRenderer", f"{name}: is drawn by {inner.type()}, so the style was not taken up")
        rules = [rule for force in inner.rootRule().children() for rule in force.children()]
        check(bool(rules) or not layer.featureCount(), f"{name}: no rule draws it")
        for rule in rules:
            check(
                rule.symbol() is not None and rule.symbol().symbolLayerCount() > 0,
                f"{name}: {rule.label()} has no symbol",
            )
        check(layer.labeling() is not None and layer.labelsEnabled(), f"{name}: has no labels")


def check_cards(layers: dict[str, QgsVectorLayer], begin: datetime) -> None:
    """Check that a card begins with a claim that is stated or carried, where its place has one on that day."""
    for name, layer in layers.items():
        card = QgsExpression(layer.labeling().settings().fieldName)
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextUtils.layerScope(layer))
        context.lastScope().setVariable("map_start_time", at(begin))
        context.lastScope().setVariable("map_end_time", at(begin + timedelta(days=1)))
        found = list(features_shown(layer, begin, timedelta(days=1)))
        fresh = {one["place_ref"] for one in found if one["day_standing"] in ("stated", "carried")}
        for feature in found:
            context.setFeature(feature)
            first = str(card.evaluate(context)).split("\n")[0]
            is_fresh = not any(words in first for words in ("(dates vague)", "(not repeated for six months)"))
            check(is_fresh or feature["place_ref"] not in fresh, f"{name}: a card begins with {first}")


def extent_of(layers: dict[str, QgsVectorLayer], begin: datetime) -> QgsRectangle:
    """Give the extent of what a day shows, without areas that go around half the globe."""
    extent = QgsRectangle()
    for layer in layers.values():
        for feature in features_shown(layer, begin, timedelta(days=1)):
            box = feature.geometry().boundingBox()
            if box.width() < WIDEST_DEGREES:
                extent.combineExtentWith(box)
    return extent


def draw(layers: dict[str, QgsVectorLayer], begin: datetime, picture: str) -> None:
    settings = QgsMapSettings()
    settings.setLayers([layers[name] for name in LAYERS])
    settings.setOutputSize(QSize(1280, 800))
    settings.setOutputDpi(110)
    settings.setBackgroundColor(QColor("#f6f4ee"))
    settings.setDestinationCrs(layers["areas"].crs())
    settings.setExtent(extent_of(layers, begin).buffered(0.6))
    settings.setIsTemporal(True)
    settings.setTemporalRange(QgsDateTimeRange(at(begin), at(begin + timedelta(days=1)), True, False))
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.globalScope())
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    check(not job.errors(), f"drawing: {[error.message for error in job.errors()]}")
    check(job.renderedImage().save(picture), f"{picture} cannot be written")


def main(package: str, listed: str, picture: str) -> None:
    answer: dict[str, Any] = json.loads(Path(listed).read_text(encoding="utf-8"))
    wrong = validate_gpkg.check(package, abort_at_first_error=False, extra_checks=True)
    check(not wrong, f"GDAL's validate_gpkg: {wrong}")
    application = QgsApplication([], False)
    application.initQgis()
    layers = {name: opened(package, name) for name in LAYERS}
    check_styles(layers)
    begin = datetime.fromisoformat(answer["on"])
    wanted = {report["id"] for report in answer["listed"] if report["place_ref"]}
    check(len(wanted) > 0, "nothing is listed on that day, so that nothing is checked")
    for hour, length in (
        (0, timedelta(days=1)),
        (0, timedelta(hours=1)),
        (12, timedelta(hours=1)),
        (23, timedelta(minutes=59)),
    ):
        got = shown(layers, begin + timedelta(hours=hour), length)
        check(
            got == wanted, f"from {hour} o'clock for {length} it shows {sorted(got)}, and listed are {sorted(wanted)}"
        )
    check_cards(layers, begin)
    draw(layers, begin, picture)
    sys.stdout.write(f"QGIS shows on {answer['on']} what is listed: {', '.join(sorted(wanted))}; picture {picture}\n")
    layers.clear()  # before QGIS ends, which would pull them from under Python
    application.exitQgis()


if __name__ == "__main__":
    main(*sys.argv[1:])
