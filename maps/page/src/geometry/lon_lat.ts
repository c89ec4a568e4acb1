/** The one place of the page where longitude and latitude change their order. */

/** Turn a longitude and a latitude into what Leaflet takes. */
export function leafletOrder(lon: number, lat: number): [number, number] {
  return [lat, lon];
}
