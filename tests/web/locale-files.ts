import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createFormatters, createIntlCache } from '@formatjs/intl'
import { locales } from '../../src/web/texts/formatters.ts'

const root = join(import.meta.dirname, '../..')

type Source = Record<string, string>

export const localeFile = (name: string): Source => JSON.parse(readFileSync(join(root, 'locales', name), 'utf8'))

export const overlayFiles = (): string[] => readdirSync(join(root, 'locales')).filter((name) => /^[a-z]+-[A-Z]+\.json$/.test(name))

const formatters = createFormatters(createIntlCache())

export const formatted = (language: 'en' | 'ar', text: string, values: Record<string, string | number>): string =>
  String(formatters.getMessageFormat(text, locales[language]).format(values))

type Node = ReturnType<ReturnType<typeof formatters.getMessageFormat>['getAst']>[number]

const nodesOf = (text: string): Node[] => formatters.getMessageFormat(text, 'en').getAst().flatMap(withInner)

function withInner(node: Node): Node[] {
  if ('options' in node) return [node, ...Object.values(node.options).flatMap((option) => option.value.flatMap(withInner))]
  if ('children' in node) return [node, ...node.children.flatMap(withInner)]
  return [node]
}

/** The names of the values and tags of a message. */
export function argumentsOf(text: string): string[] {
  const literal = nodesOf('text')[0]?.type
  const names = nodesOf(text).flatMap((node) =>
    node.type !== literal && 'value' in node && typeof node.value === 'string' ? [node.value] : [],
  )
  return [...new Set(names)].sort()
}

/** Each plural of a message: the value that it counts, and its categories. */
export const pluralsOf = (text: string): { value: string; categories: string[] }[] =>
  nodesOf(text).flatMap((node) => ('pluralType' in node ? [{ value: node.value, categories: Object.keys(node.options) }] : []))

/** The text of all source files, for a search for keys. */
export function sourceCode(): string {
  const files = ['src', 'views'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(root, folder, name)),
  )
  return files.map((file) => readFileSync(file, 'utf8')).join('\n')
}
