import { expect, test } from 'vitest'
import { rowsOf } from '../jobs/outbox.ts'
import { testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aNotice, tell } from './notices.ts'
import { aGateway } from './text-gateway.ts'

const { db } = testDatabase()
const list = '/development/messages'

test('where nothing has been sent, the page says so in the reader’s language', async () => {
  const { request } = testApp(db)
  expect(await (await request(list)).text()).toContain('No messages yet')
  const arabic = await (await request(list, { headers: { 'Accept-Language': 'ar' } })).text()
  expect(arabic).toContain('لا توجد رسائل بعد')
  expect(arabic).toContain('<html lang="ar" dir="rtl"')
})

test('a mail is listed with its subject and can be read, each in its own language', async () => {
  const { request } = testApp(db)
  await tell(db, aNotice())
  await tell(db, aNotice({ language: 'ar' }))
  const page = await (await request(list)).text()
  expect(page).toContain('Your appointment:')
  expect(page).toContain('تم حجز موعدك')
  for (const { id } of await rowsOf(db)) {
    const answer = await request(`${list}/${id}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toMatch(/Dr\. Sara Alqahtani|د\. سارة القحطاني/)
  }
})

test('a text message is shown as it would be sent', async () => {
  const { request } = testApp(db)
  await tell(db, aNotice({ to: { channel: 'text', address: '+966501234567', own: false } }))
  const [row] = await rowsOf(db)
  const page = await (await request(`${list}/${row?.id}`)).text()
  expect(page).toContain('an appointment with Dr. Sara Alqahtani is booked')
  expect(page).toContain('+966501234567')
  expect(page).not.toContain('Noura')
})

test('what people wrote is shown as text', async () => {
  const { request } = testApp(db)
  await tell(db, aNotice({ to: { address: '<script>x</script>@example.org' }, values: { patientName: '<script>y</script>' } }))
  const [row] = await rowsOf(db)
  for (const path of [list, `${list}/${row?.id}`]) expect(await (await request(path)).text()).not.toMatch(/<script>[xy]/)
})

test.each(['0198c0de-0000-7000-8000-000000000001', 'nonsense', "1' OR '1'='1"])('no message %s: 404', async (id) => {
  const { request } = testApp(db)
  expect((await request(`${list}/${encodeURIComponent(id)}`)).status).toBe(404)
})

test('other work of the outbox is not shown', async () => {
  const { request } = testApp(db)
  await tell(db, aNotice())
  await db.updateTable('outbox').set({ topic: 'search' }).execute()
  const [row] = await rowsOf(db)
  expect((await request(`${list}/${row?.id}`)).status).toBe(404)
  expect(await (await request(list)).text()).toContain('No messages yet')
})

test('where mail goes out, the texts are shown, and only they', async () => {
  const { request } = testApp(db, { smtpUrl: 'smtp://127.0.0.1:25' })
  await tell(db, aNotice())
  await tell(db, aNotice({ to: { channel: 'text', address: '+966501234567' } }))
  const page = await (await request(list)).text()
  expect(page).toContain('+966501234567')
  expect(page).not.toContain('noura@example.org')
})

test.each([
  ['in production', { production: true }],
  ['where both are set up', { smtpUrl: 'smtp://127.0.0.1:25', textGateway: aGateway('http://127.0.0.1:9/') }],
])('there is no such page %s', async (_where, changes) => {
  const { request } = testApp(db, changes)
  await tell(db, aNotice())
  const [row] = await rowsOf(db)
  for (const path of [list, `${list}/${row?.id}`]) expect((await request(path)).status).toBe(404)
})

test('there is no such page on the staff site', async () => {
  const { staffRequest } = testApp(db)
  expect((await staffRequest(list)).status).toBe(404)
})
