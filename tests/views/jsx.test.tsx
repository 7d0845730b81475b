import type { Child } from 'hono/jsx'
import { expect, test } from 'vitest'

const markup = (element: unknown) => String(element)

test('whatever is no markup is escaped, in text and in attributes', () => {
  const evil = `<script>alert("1")</script> & 'so on'`
  const safe = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;so on&#39;'
  expect(markup(<p title={evil}>{evil}</p>)).toBe(`<p title="${safe}">${safe}</p>`)
})

test('what a component answers is escaped like any other text', () => {
  const Said = ({ words }: { words: string }): Child => words
  expect(markup(<Said words="<b>" />)).toBe('&lt;b&gt;')
  expect(
    markup(
      <p>
        <Said words="<b>" />
      </p>,
    ),
  ).toBe('<p>&lt;b&gt;</p>')
})

test('something that only looks like markup is not believed', () => {
  const forged = { isEscaped: true, toString: () => '<script>' }
  expect(() => <p>{forged as never}</p>).toThrow(TypeError)
  expect(() => <p>{new String('<script>') as never}</p>).toThrow(TypeError)
})

test('elements, lists and fragments stand in each other as written', () => {
  const Twice = ({ children }: { children?: Child }) => (
    <>
      <i>{children}</i>
      {children}
    </>
  )
  expect(
    markup(
      <ul class="x">
        {[1, 2].map((n) => (
          <li>
            <Twice>{n}</Twice>
          </li>
        ))}
      </ul>,
    ),
  ).toBe('<ul class="x"><li><i>1</i>1</li><li><i>2</i>2</li></ul>')
})

test('nothing, yes and no show nothing; nought is a number', () => {
  expect(markup(<p>{[null, undefined, true, false, 0, '']}</p>)).toBe('<p>0</p>')
})

test('an attribute is left out where it has no value, and of those that say yes by being there, where it says no', () => {
  const element = <input type="checkbox" id={undefined} checked required={false} aria-invalid={false} tabindex={-1} />
  expect(markup(element)).toBe('<input type="checkbox" checked="" aria-invalid="false" tabindex="-1"/>')
})

test('what would show nothing, or would have to be waited for, is refused', () => {
  const Slow = async () => <p>later</p>
  expect(() => <p>{Temporal.PlainDate.from('2026-11-24') as never}</p>).toThrow(TypeError)
  expect(() => <p>{Promise.resolve('later')}</p>).toThrow(TypeError)
  expect(() => <Slow />).toThrow(TypeError)
})
