import { choicesOf, hiddenFields } from '../support/forms.ts'

export interface Account {
  role: string
  login: string
  password: string
}

type Fields = Record<string, string>

export interface PatientOnline {
  /** The address of their own pages. */
  base: string
  /** The check page's form for a time that an earlier answer has offered. */
  formFor: (answers: Fields, time: string) => Promise<Fields>
  /** The free times of this doctor on the n-th day that has some. */
  timesOf: (answers: Fields, day: number) => Promise<string[]>
  /** Sends the form of the check page on; rejects when nobody answers. */
  book: (form: Fields) => Promise<Response>
}

/** A patient of the demo clinic in front of a browser without scripts: over the network, cookies and all. */
export async function aPatientOnline(port: number, { login, password }: Account): Promise<PatientOnline> {
  const origin = `http://localhost:${port}`
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(origin + path, {
      ...init,
      redirect: 'manual',
      headers: {
        'Accept-Language': 'en',
        'Sec-Fetch-Site': 'same-origin',
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    for (const [pair = ''] of answer.headers.getSetCookie().map((cookie) => cookie.split(';'))) {
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  const post = (path: string, fields: Fields) => ask(path, { method: 'POST', body: new URLSearchParams(fields) })
  const page = async (path: string, query: Fields) => (await ask(`${path}?${new URLSearchParams(query)}`)).text()

  const signedIn = await post('/sign-in', { login, password })
  if (signedIn.status !== 303) throw new Error(`sign-in was answered ${signedIn.status}`)
  const base = ((await ask('/appointments')).headers.get('Location') ?? '').replace(/\/appointments$/, '')
  return {
    base,
    timesOf: async (answers, day) => {
      const days = choicesOf(await page('/book', answers), 'day')
      return choicesOf(await page('/book', { ...answers, day: days[day] ?? '' }), 'time')
    },
    formFor: async (answers, time) => hiddenFields(await page(`${base}/book`, { ...answers, time })),
    book: (form) => post(`${base}/appointments`, form),
  }
}

/** Some doctors whom the public pages name, each with the answers that lead to the choice of a day. */
export async function doctorsOnline(port: number, many: number): Promise<Fields[]> {
  const html = async (path: string) => (await fetch(`http://localhost:${port}${path}`, { headers: { 'Accept-Language': 'en' } })).text()
  const found: Fields[] = []
  for (const [, department = ''] of (await html('/departments')).matchAll(/href="\/departments\/([0-9a-f-]{36})"/g)) {
    const visit = choicesOf(await html('/book'), 'visit')[0] ?? ''
    const doctors = choicesOf(await html(`/book?${new URLSearchParams({ visit, department })}`), 'doctor').filter((id) => id.length === 36)
    for (const doctor of doctors) if (!found.some((one) => one.doctor === doctor)) found.push({ visit, department, doctor })
    if (found.length >= many) break
  }
  return found.slice(0, many)
}
