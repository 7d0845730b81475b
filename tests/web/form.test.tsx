import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Env } from '../../src/web/context.ts'
import { form, typedIn } from '../../src/web/form.ts'
import { newReceipt, receiptOf } from '../../src/web/receipt.ts'
import { posting } from '../support/app.ts'
import { testSite } from './test-site.ts'

const schema = z.object({
  name: z.string('error.field').trim().min(1, 'auth.enterPassword'),
  days: z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional(),
  age: z.coerce.number('error.field').max(120).optional(),
})

const { ask } = testSite(
  new Hono<Env>()
    .post('/form', async (c) => c.json(await form(c, schema)))
    .post('/typed', (c) => c.json(typedIn(c.var.posted)))
    .post('/receipt', (c) => c.json(receiptOf(typedIn(c.var.posted)))),
)

const read = async (body: string, headers: Record<string, string> = {}) => (await ask('/form', { ...posting({}, headers), body })).json()

describe('a form', () => {
  test('is read by its schema', async () => {
    expect(await read('name=+Sara+&days=mon&age=40')).toEqual({
      ok: true,
      values: { name: 'Sara', days: ['mon'], age: 40 },
      typed: { name: ' Sara ', days: 'mon', age: '40' },
    })
  })

  test('may send a field several times', async () => {
    expect(await read('name=a&days=mon&days=tue')).toMatchObject({ ok: true, values: { days: ['mon', 'tue'] } })
  })

  test('that sends a single answer twice is told to check it', async () => {
    expect(await read('name=a&name=b')).toMatchObject({ ok: false, errors: [{ field: 'name', message: 'Check this answer' }] })
  })

  test('that is wrong comes back with what was typed and one message a field, in the reader’s language', async () => {
    const wrong = await read('name=+&age=abc', { 'Accept-Language': 'ar' })
    expect(wrong).toEqual({
      ok: false,
      errors: [
        { field: 'name', message: 'يُرجى إدخال كلمة المرور' },
        { field: 'age', message: 'يُرجى مراجعة هذه الإجابة' },
      ],
      typed: { name: ' ', age: 'abc' },
    })
  })

  test('shows no developer’s words where a schema has none of ours', async () => {
    expect(await read('name=a&age=200')).toMatchObject({ errors: [{ field: 'age', message: 'Check this answer' }] })
  })

  test('with fields that nobody asked for is read without them', async () => {
    expect(await read('name=a&admin=true&__proto__=x&constructor=y')).toMatchObject({ ok: true, values: { name: 'a' } })
  })

  test('without any field is wrong, not broken', async () => {
    expect(await read('')).toMatchObject({ ok: false, errors: [{ field: 'name' }] })
  })

  test('never gives passwords back', async () => {
    const answer = await ask('/typed', posting({ login: 'sara', password: 'three plain words', newPassword: 'x', 'password-again': 'y' }))
    expect(await answer.json()).toEqual({ login: 'sara' })
  })

  test('holds composed letters and plain line ends, however they were typed', async () => {
    const answer = await ask('/typed', posting({ name: 'Jose\u0301', note: 'one\r\ntwo\rthree' }))
    expect(await answer.json()).toEqual({ name: 'José', note: 'one\ntwo\nthree' })
  })

  test('bears a receipt; one without, or with something else in its place, is not ours', async () => {
    const receipt = newReceipt()
    expect(await (await ask('/receipt', posting({ receipt }))).json()).toBe(receipt)
    expect((await ask('/receipt', posting({}))).status).toBe(400)
    expect((await ask('/receipt', posting({ receipt: "' OR 1=1" }))).status).toBe(400)
  })
})
