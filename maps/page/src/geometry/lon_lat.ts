/** The only place of the page where longitude and latitude change their order. */

/** Return a longitude and a latitude in Leaflet's order: latitude first. */
export function leafletOrder(lon: number, lat: number): [number, number] {
  return [lat, lon];
}
