import { Hono } from 'hono'
import { AdministrationPage } from '../../views/administration/administration-page.tsx'
import { able } from '../accounts/require.ts'
import type { Env } from '../web/context.ts'
import { page } from '../web/page.ts'

/** The staff site: what an admin looks after, from one page. */
export const administrationRoutes = new Hono<Env>()

administrationRoutes.get('/administration', able('clinic-edit'), (c) => page(c, <AdministrationPage frame={c.var.frame} />))
