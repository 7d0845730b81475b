import type { Child } from 'hono/jsx'
import type { JSX as HonoJSX } from 'hono/jsx/jsx-runtime'
import { escapeToBuffer, type HtmlEscapedString } from 'hono/utils/html'
import { isMarkup, raw } from './markup.ts'

/*
 * What JSX becomes: each element is written as text where its expression stands, children first. hono/jsx builds a tree and walks
 * it afterwards, which takes a long list twice the time. Types, markup and escaping are hono's, so a view is written as for
 * hono/jsx; but it can neither wait nor read a context: what a page needs is read before, and handed down.
 */

export declare namespace JSX {
  type Element = HtmlEscapedString
  type ElementType = HonoJSX.ElementType
  interface ElementChildrenAttribute extends HonoJSX.ElementChildrenAttribute {}
  interface IntrinsicElements extends HonoJSX.IntrinsicElements {}
  interface IntrinsicAttributes extends HonoJSX.IntrinsicAttributes {}
}

interface Props {
  [name: string]: unknown
  children?: Child
}

type Component = (props: Props) => Child

function jsx(tag: string | Component, props: Props): HtmlEscapedString {
  if (typeof tag === 'function') {
    const made = tag(props)
    return isMarkup(made) ? made : raw(textOf(made))
  }
  let text = `<${tag}`
  for (const name in props) if (name !== 'children') text += attribute(name, props[name])
  return raw(empty.has(tag) ? `${text}/>` : `${text}>${textOf(props.children)}</${tag}>`)
}

/** The names by which compilers ask for it: one child, several, and in development. */
export { jsx, jsx as jsxDEV, jsx as jsxs }

export const Fragment = ({ children }: { children?: Child }): Child => children

/** What is no markup is escaped. An object has no words of its own: a Temporal or a promise here is a mistake, and says so. */
function textOf(child: Child): string {
  if (typeof child === 'string') return escaped(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (typeof child === 'number') return String(child)
  if (isMarkup(child)) return String(child)
  if (!Array.isArray(child)) throw new TypeError('a page waits for nothing, and an object is no text')
  let text = ''
  for (const one of child) text += textOf(one)
  return text
}

function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean' && present.has(name)) return value ? ` ${name}=""` : ''
  return ` ${name}="${escaped(String(value))}"`
}

const special = /[&<>'"]/

function escaped(text: string): string {
  if (!special.test(text)) return text
  const buffer: [string] = ['']
  escapeToBuffer(text, buffer)
  return buffer[0]
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Elements without content (HTML, 13.1.2). */
const empty = words('area base br col embed hr img input link meta source track wbr')

/** Attributes that say yes by being there; for all others `false` is a value. */
const present = words(
  'async autofocus checked default defer disabled download formnovalidate hidden inert multiple muted novalidate open readonly required reversed selected',
)
