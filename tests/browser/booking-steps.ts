import type { Page } from 'playwright-core'
import type { Visitor } from './visitor.ts'

type Question = 'visit' | 'department' | 'doctor' | 'day' | 'time' | 'for'
export type Answers = Partial<Record<Question, number | 'last'>>

/** The screen's one filled button; waits for the page that it leads to. */
export async function goOn(page: Page): Promise<void> {
  const before = page.url()
  await page.locator('main .button.primary[type=submit]').first().click()
  await page.waitForURL((url) => url.href !== before)
}

const questionsOf = (page: Page): Promise<Question[]> =>
  page.evaluate<Question[]>("[...new Set([...document.querySelectorAll('main input[type=radio]')].map((radio) => radio.name))]")

/** Also where other times are offered in the place of one that is gone. */
const isCheckPage = async (page: Page): Promise<boolean> => (await page.locator('main textarea[name=reason]').count()) > 0

/** Answers the questions of this step, each by its first choice unless said otherwise, and goes on. */
export async function answerStep({ page }: Visitor, answers: Answers = {}): Promise<void> {
  for (const question of await questionsOf(page)) {
    const radios = page.locator(`main input[type=radio][name=${question}]`)
    const answer = answers[question] ?? 0
    await (answer === 'last' ? radios.last() : radios.nth(answer)).check()
  }
  await goOn(page)
}

/** From the first step on, until a session is needed or nothing is left to choose. */
export async function answerAll(visitor: Visitor, answers: Answers = {}): Promise<void> {
  for (let step = 0; step < 8; step++) {
    const questions = await questionsOf(visitor.page)
    if (questions.length === 0 || (await isCheckPage(visitor.page))) return
    await answerStep(visitor, answers)
  }
}
