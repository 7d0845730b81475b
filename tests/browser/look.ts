import axe from 'axe-core'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'playwright-core'
import { htmlRules } from '../support/html-rules.ts'

const validator = new HtmlValidate(htmlRules)

/** WCAG 2.0 to 2.2, A and AA, as axe sees it: rule and place of each violation, in the page or in a part that lies over it. */
export async function axeFaults(page: Page, part = 'html'): Promise<string[]> {
  // Not a script element: the policy of the page forbids those.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(part)}, { runOnly: ${JSON.stringify(standards)} })`)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface AxeResults {
  violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[]
}

/** The page as it was sent, before any script. */
export async function htmlFaults(text: string): Promise<string[]> {
  const { results } = await validator.validateString(text)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`))
}

/** What makes the page so wide that it has to be scrolled sideways. */
export const widerThan = (page: Page, width: number): Promise<string[]> =>
  page.evaluate<string[]>(`document.documentElement.scrollWidth <= ${width} ? [] :
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > ${width} + 1 || element.getBoundingClientRect().left < -1)
      .slice(0, 3).map((element) => element.outerHTML.slice(0, 120))`)
