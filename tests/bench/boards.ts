import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Ready, withPages } from './beside.ts'
import { manyAppointments } from './many-appointments.ts'
import { cpuOf } from './processes.ts'
import { atMost, figure, type Measure } from './report.ts'
import { withScratch } from './scratch.ts'

const boardsOpen = 60
const pollEvery = 5000
const forSo = 30_000
const path = '/day-book?shift=all'

/** Sixty day books of 200 visits stay open and ask every five seconds, while somebody is checked in every second. */
export const boards = (): Promise<Measure[]> =>
  withScratch(async ({ address, owner }) => {
    const busy = await manyAppointments(owner, { doctors: 5, perDay: 40, daysBack: 0, daysAhead: 1, patients: 200 })
    const visits = await owner.selectFrom('appointments').select('id').execute()
    return withPages({ address, user: busy.admin, path }, async (ready) => {
      const end = performance.now() + forSo
      const waits: number[] = []
      let unchanged = 0
      const board = async (n: number) => {
        await pause((n * pollEvery) / boardsOpen)
        let seen = seenIn((await ask(ready, path)).text)
        while (performance.now() < end) {
          await pause(pollEvery)
          const began = performance.now()
          const answer = await ask(ready, `${path}&seen=${seen}`, { 'HX-Request-Type': 'partial', Poll: 'board' })
          if (answer.status === 204) unchanged += 1
          else seen = seenIn(answer.text)
          waits.push(performance.now() - began)
        }
      }
      const desk = async () => {
        for (const { id } of visits) {
          if (performance.now() > end) return
          await ask(ready, `/appointments/${id}/arrival`, { 'HX-Request-Type': 'partial', 'Sec-Fetch-Site': 'same-origin' }, 'version=1')
          await pause(1000)
        }
      }
      const before = cpuOf(ready.pid)
      await Promise.all([desk(), ...Array.from({ length: boardsOpen }, (_, n) => board(n))])
      const share = ((cpuOf(ready.pid) - before) / forSo) * 100
      waits.sort((a, b) => a - b)
      return [
        atMost('60 open day books, a check-in a second: of one core', '%', 60, share),
        figure('60 open day books: half of the polls answered within', 'ms', waits[Math.floor(waits.length / 2)] ?? 0),
        atMost('60 open day books: 95 of 100 polls answered within', 'ms', 1000, waits[Math.floor(waits.length * 0.95)] ?? 0),
        figure('60 open day books: polls that had nothing new', '%', (unchanged / Math.max(1, waits.length)) * 100),
      ]
    })
  })

const seenIn = (html: string): string => /[?&;]seen=([^"&]+)"/.exec(html)?.[1] ?? ''

interface Answer {
  status: number
  text: string
}

/** By Node's own client, which may name the host that it asks. */
const ask = ({ port, headers }: Ready, path: string, more: Record<string, string> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }
    const method = body === undefined ? 'GET' : 'POST'
    const asked = request({ port, host: '127.0.0.1', headers: { ...headers, ...more, ...type }, path, method }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => {
        text += part
      })
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    asked.once('error', reject)
    asked.end(body)
  })
