import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One figure beside its budget. `atLeast` budgets are floors; without a budget the figure is for information. */
export interface Measure {
  name: string
  unit: 'ms' | 'ms CPU' | 'KB' | 'requests' | 'MB' | '%' | 'rounds' | 'statements' | 'a second' | 'times'
  budget: number | null
  measured: number
  ok: boolean
}

export const atMost = (name: string, unit: Measure['unit'], budget: number, measured: number): Measure => ({
  name,
  unit,
  budget,
  measured: rounded(measured),
  ok: measured <= budget,
})

export const atLeast = (name: string, unit: Measure['unit'], budget: number, measured: number): Measure => ({
  name,
  unit,
  budget,
  measured: rounded(measured),
  ok: measured >= budget,
})

export const figure = (name: string, unit: Measure['unit'], measured: number): Measure => ({
  name,
  unit,
  budget: null,
  measured: rounded(measured),
  ok: true,
})

const rounded = (value: number): number => Math.round(value * 100) / 100

export function print(measures: Measure[]): void {
  const width = Math.max(...measures.map(({ name }) => name.length))
  for (const { name, unit, budget, measured, ok } of measures) {
    const limit = budget === null ? '' : String(budget)
    console.log(
      `${name.padEnd(width)}  ${String(measured).padStart(10)}  ${limit.padStart(8)}  ${unit.padEnd(10)}  ${ok ? '' : 'over budget'}`.trimEnd(),
    )
  }
}

export function save(folder: string, measures: Measure[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(measures, null, 2)}\n`)
}
