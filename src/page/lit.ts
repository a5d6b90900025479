import type { LitElement } from "lit";

/** The only place that meets lit: templates, styles and the class below every element of the page. */
export { type CSSResult, css, html, LitElement, nothing, type PropertyValues, svg, type TemplateResult, unsafeCSS } from "lit";

/** Makes an element known under its name; a page that loads two of our scripts keeps the first. */
export const define = (name: string, element: typeof LitElement): void => {
	if (customElements.get(name) === undefined) customElements.define(name, element);
};

/** An event that leaves the shadow of its element and bubbles to whoever holds the state. */
export const tell = <T>(from: EventTarget, name: string, detail: T): boolean =>
	from.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
