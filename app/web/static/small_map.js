// A small map below a place field: to choose among candidates, or to draw a point or an outline.
/* global L */
import { loadOutlines } from "./outlines.js";

const MOST_TOWNS = 40;
const rounded = (degrees) => Math.round(degrees * 1e5) / 1e5;

export class SmallMap {
  #place;
  #form;
  #prefix;
  #canvas = null;
  #marks = null;
  #drawn = null;
  #names = null;
  #land = [];
  #mode = "";
  #corners = [];
  #shownFor = "";

  /** @param place The element to fill. @param form The form that it belongs to. */
  constructor(place, form) {
    this.#place = place;
    this.#form = form;
    this.#prefix = `claim-${place.dataset.claim}`;
    this.#build();
    place.hidden = false;
  }

  /** Show the candidates and the geometry that the form has now. */
  refresh() {
    const candidates = this.#candidates();
    const isOpen = this.#view.hidden === false;
    const asked = candidates.map((one) => one.dataset.name + one.dataset.lon).join("|");
    const isAsked = document.querySelector(`#${this.#prefix}-places .is-ambiguous`) !== null;
    if (!isOpen && isAsked && asked !== this.#shownFor) this.#toggle(true);
    else if (isOpen) this.#draw(asked !== this.#shownFor);
    this.#shownFor = asked;
  }

  get #geometry() {
    return this.#form.elements[`${this.#prefix}-geometry`];
  }

  get #view() {
    return this.#place.querySelector(".view");
  }

  #candidates() {
    return [...document.querySelectorAll(`#${this.#prefix}-places [data-lon]`)];
  }

  #build() {
    const button = (name, text) => {
      const made = Object.assign(document.createElement("button"), {
        type: "button",
        textContent: text,
      });
      made.dataset.does = name;
      return made;
    };
    const view = Object.assign(document.createElement("div"), { className: "view", hidden: true });
    const tools = Object.assign(document.createElement("p"), { className: "tools", hidden: true });
    const said = Object.assign(document.createElement("p"), { className: "said-by-map" });
    said.setAttribute("role", "status");
    tools.append(
      button("point", "Draw a point"),
      button("outline", "Draw an outline"),
      button("middle", "Take the middle of the map"),
      button("close", "Close the outline"),
      button("clear", "Remove what is drawn"),
    );
    const open = button("open", "Choose or draw on a map");
    open.setAttribute("aria-expanded", "false");
    this.#place.append(open, tools, said, view);
    this.#place.addEventListener("click", (event) => this.#press(event.target.dataset?.does));
  }

  #press(does) {
    if (does === "open") this.#toggle(this.#view.hidden);
    if (does === "point" || does === "outline") this.#begin(does);
    if (does === "middle") this.#take(this.#canvas.getCenter());
    if (does === "close") this.#close();
    if (does === "clear") this.#set("");
  }

  #toggle(isOpen) {
    this.#view.hidden = this.#place.querySelector(".tools").hidden = !isOpen;
    this.#place.querySelector("[data-does=open]").setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    this.#canvas ??= this.#open();
    this.#canvas.invalidateSize();
    this.#draw(true);
  }

  #open() {
    const canvas = L.map(this.#view, {
      attributionControl: false,
      preferCanvas: true,
      minZoom: 1,
      maxZoom: 12,
      zoomSnap: 0.5,
    }).setView([50, 25], 3);
    canvas.createPane("land").style.zIndex = 200;
    const style = getComputedStyle(document.documentElement);
    const paint = L.canvas({ pane: "land", padding: 0.3 });
    loadOutlines().then(({ land, towns }) => {
      this.#land = land;
      this.#draw(true);
      L.geoJSON(land, {
        renderer: paint,
        pane: "land",
        interactive: false,
        style: {
          color: style.getPropertyValue("--border"),
          weight: 1,
          fillColor: style.getPropertyValue("--land"),
          fillOpacity: 1,
        },
      }).addTo(canvas);
      this.#names = L.layerGroup().addTo(canvas);
      canvas.on("moveend", () => this.#nameTowns(towns));
      this.#nameTowns(towns);
    });
    this.#marks = L.layerGroup().addTo(canvas);
    this.#drawn = L.layerGroup().addTo(canvas);
    canvas.on("click", (event) => this.#take(event.latlng));
    return canvas;
  }

  #nameTowns(towns) {
    this.#names.clearLayers();
    const [bounds, zoom] = [this.#canvas.getBounds(), this.#canvas.getZoom()];
    const ink = getComputedStyle(document.documentElement).getPropertyValue("--quiet");
    const seen = towns
      .filter((town) => town.zoom <= zoom + 0.5 && bounds.contains([town.lat, town.lon]))
      .slice(0, MOST_TOWNS);
    for (const town of seen) {
      L.circleMarker([town.lat, town.lon], {
        radius: 1.5,
        weight: 1,
        color: ink,
        interactive: false,
      })
        .bindTooltip(document.createTextNode(town.name), {
          permanent: true,
          direction: "right",
          className: "town-name",
        })
        .addTo(this.#names);
    }
  }

  #draw(isMoved) {
    const style = getComputedStyle(document.documentElement);
    const [accent, ink] = [style.getPropertyValue("--accent"), style.getPropertyValue("--ink")];
    this.#marks.clearLayers();
    this.#drawn.clearLayers();
    const bounds = L.latLngBounds([]);
    for (const one of this.#candidates()) {
      const { lon, lat, radius, name, precision, country } = one.dataset;
      const spot = [Number(lat), Number(lon)];
      const isChosen = one.checked || one.type !== "radio";
      const area =
        precision === "country" && this.#land.filter((shape) => shape.properties.code === country);
      const shape = area?.length
        ? L.geoJSON(area, {
            style: {
              color: accent,
              weight: isChosen ? 3 : 1,
              fillColor: accent,
              fillOpacity: isChosen ? 0.3 : 0.1,
            },
          })
        : L.circle(spot, {
            radius: Number(radius),
            color: accent,
            weight: 1,
            fillOpacity: 0.08,
            interactive: false,
          });
      shape.addTo(this.#marks);
      // A whole area gets no dot in its middle, but one of several candidates needs something to press.
      const isArea = precision === "country" || precision === "region";
      const pressed = area?.length
        ? shape
        : isArea && one.type !== "radio"
          ? null
          : L.circleMarker(spot, {
              radius: 8,
              color: ink,
              weight: isChosen ? 3 : 1,
              fillColor: accent,
              fillOpacity: isChosen ? 1 : 0.35,
            }).addTo(this.#marks);
      pressed
        ?.bindTooltip(document.createTextNode(name), { direction: "top", sticky: isArea })
        .on("click", (event) => {
          if (this.#mode) return;
          L.DomEvent.stop(event);
          this.#choose(one);
        });
      // A chosen country is shown in full; of a candidate the middle is enough.
      bounds.extend(area?.length && one.type !== "radio" ? shape.getBounds() : spot);
    }
    const text = this.#geometry.value.trim();
    try {
      if (text)
        bounds.extend(
          L.geoJSON(JSON.parse(text), {
            style: { color: ink, weight: 2 },
            pointToLayer: (_, spot) => L.circleMarker(spot, { radius: 7, color: ink }),
          })
            .addTo(this.#drawn)
            .getBounds(),
        );
    } catch {
      this.#say("The text in the field is not GeoJSON");
    }
    if (isMoved && bounds.isValid())
      this.#canvas.fitBounds(bounds, { padding: [40, 40], maxZoom: 7, animate: false });
  }

  #choose(one) {
    if (this.#mode || one.type !== "radio") return;
    one.checked = true;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    this.#say(`${one.dataset.name} is chosen`);
  }

  #begin(mode) {
    this.#mode = mode;
    this.#corners = [];
    this.#view.classList.add("is-drawing");
    this.#say(
      mode === "point"
        ? "Click where it is, or move the map with the arrow keys and take its middle"
        : "Click the corners one after another, or take the middle of the map for each; then close the outline",
    );
  }

  #take(spot) {
    if (!this.#mode) return;
    const corner = [rounded(spot.wrap().lng), rounded(spot.lat)];
    if (this.#mode === "point") return void this.#end({ type: "Point", coordinates: corner });
    this.#corners.push(corner);
    this.#drawn.clearLayers();
    L.polyline(
      this.#corners.map(([lon, lat]) => [lat, lon]),
      { weight: 2 },
    ).addTo(this.#drawn);
    for (const [lon, lat] of this.#corners)
      L.circleMarker([lat, lon], { radius: 4 }).addTo(this.#drawn);
    this.#say(`${this.#corners.length} corners`);
  }

  #close() {
    if (this.#corners.length < 3) return void this.#say("An outline has three corners or more");
    this.#end({ type: "Polygon", coordinates: [[...this.#corners, this.#corners[0]]] });
  }

  #end(geometry) {
    this.#set(JSON.stringify(geometry));
    this.#say("Drawn");
  }

  #set(text) {
    this.#mode = "";
    this.#corners = [];
    this.#view.classList.remove("is-drawing");
    this.#geometry.value = text;
    this.#geometry.dispatchEvent(new Event("input", { bubbles: true }));
    this.#draw(false);
  }

  #say(text) {
    this.#place.querySelector(".said-by-map").textContent = text;
  }
}
