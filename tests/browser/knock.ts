import type { Texts } from '../../src/web/texts.ts'
import type { Visitor } from './visitor.ts'

/** Gives a name and a password at the door, right or not. */
export async function knock(visitor: Visitor, t: Texts, login: string, password: string): Promise<void> {
  await visitor.visit('/sign-in')
  await visitor.page.locator('input[autocomplete=username]').fill(login)
  await visitor.page.locator('input[type=password]').fill(password)
  await visitor.press(t('auth.signIn'))
}
