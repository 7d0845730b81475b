import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { compressed } from './compress.ts'
import type { WebContext } from './context.ts'

/** What a JSX expression is. */
export type Element = HtmlEscapedString

/** Whether htmx asks for a part of the page only; such an answer has no shell. */
export const isFragment = (c: WebContext): boolean => c.req.header('HX-Request-Type') === 'partial'

/** Answers with a whole page: the element is its `<html>`. */
export async function page(c: WebContext, element: Element, status: ContentfulStatusCode = 200): Promise<Response> {
  return html(c, `<!DOCTYPE html>${element}`, status)
}

/** Answers with a part of a page. Only where `isFragment(c)`: everybody else gets the page. */
export async function fragment(c: WebContext, element: Element, status: ContentfulStatusCode = 200): Promise<Response> {
  return html(c, element.toString(), status)
}

async function html(c: WebContext, text: string, status: ContentfulStatusCode): Promise<Response> {
  const { body, encoding } = await compressed(text, c.req.header('Accept-Encoding'))
  c.header('Content-Type', 'text/html; charset=UTF-8')
  c.header('Vary', 'Accept-Encoding, Accept-Language, Cookie, HX-Request-Type')
  if (encoding !== null) c.header('Content-Encoding', encoding)
  return c.body(body, status)
}
