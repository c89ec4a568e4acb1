/** The map in another size for a moment: the same part of the world with fewer or more pixels, then all as it was. */
import { removeTiles } from "./online_tiles.ts";

/** Run something while the map has another width, in the same proportions and showing the same. */
export function inWidth<Result>(map: L.Map, width: number, act: () => Result): Result {
  const [middle, zoom, { x, y }] = [map.getCenter(), map.getZoom(), map.getSize()];
  const { style } = map.getContainer();
  const { zoomSnap, minZoom } = map.options;
  const { width: ownWidth, height: ownHeight } = style;
  const show = (wide: string, high: string, at: number) => {
    style.setProperty("width", wide);
    style.setProperty("height", high);
    map.invalidateSize({ animate: false, pan: false });
    map.setView(middle, at, { animate: false });
  };
  const addTiles = removeTiles(map);
  Object.assign(map.options, { zoomSnap: 0, minZoom: 0 });
  try {
    show(`${width}px`, `${Math.round((y * width) / x)}px`, zoom + Math.log2(width / x));
    return act();
  } finally {
    show(ownWidth, ownHeight, zoom);
    Object.assign(map.options, { zoomSnap, minZoom });
    addTiles();
  }
}
