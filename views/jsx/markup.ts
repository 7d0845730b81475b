import type { HtmlEscapedString } from 'hono/utils/html'

/** Text that is markup already. Nothing else that calls itself so is believed; hono's own, a String with marks, takes longer to make. */
class Markup {
  readonly isEscaped = true
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/** Goes into a page as it stands: for what we wrote ourselves, never for anything that somebody typed. */
export const raw = (text: string): HtmlEscapedString => new Markup(text) as unknown as HtmlEscapedString

export const isMarkup = (child: unknown): child is HtmlEscapedString => child instanceof Markup
