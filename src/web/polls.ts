import type { WebContext } from './context.ts'
import { isFragment } from './page.ts'

/** Whether a board that is open asks whether it is still right. Nobody need sit before it, so it keeps no session alive. */
export const isPoll = (c: WebContext): boolean => isFragment(c) && c.req.header('Poll') === 'board'
