import { stderr } from 'node:process'

/** How far long work has come: a bar on a terminal, a plain line now and then in a file or a pipe. */
export interface Progress {
  /** Begins a step of so many things. */
  begin: (what: string, all: number) => void
  at: (done: number) => void
  /** The step is done, with however many things. */
  done: () => void
}

const width = 28
const millisecondsBetween = { bar: 100, lines: 5000 }

export function progressOn(stream: NodeJS.WriteStream = stderr): Progress {
  const bar = stream.isTTY === true
  let what = ''
  let all = 0
  let reached = 0
  let began = 0
  let shown = 0
  const show = (end: string) => {
    const line = bar ? barOf(what, reached, all, performance.now() - began) : `${what}: ${counted(reached)} of ${counted(all)}`
    stream.write(bar ? `\r\x1b[2K${line}${end}` : `${line}\n`)
    shown = performance.now()
  }
  return {
    begin: (name, count) => {
      ;[what, all, reached, began, shown] = [name, count, 0, performance.now(), performance.now()]
      if (bar) show('')
    },
    at: (done) => {
      reached = done
      if (performance.now() - shown > millisecondsBetween[bar ? 'bar' : 'lines']) show('')
    },
    done: () => show('\n'),
  }
}

function barOf(what: string, done: number, all: number, milliseconds: number): string {
  const share = all === 0 ? 1 : Math.min(1, done / all)
  const filled = Math.round(share * width)
  const rate = milliseconds > 0 ? (done / milliseconds) * 1000 : 0
  const left = rate > 0 && done < all ? `, ${minutesAndSeconds((all - done) / rate)} left` : ''
  const time = minutesAndSeconds(milliseconds / 1000)
  return `${what} [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${counted(done)} of ${counted(all)}, ${time}${left}`
}

const minutesAndSeconds = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`

/** 1,000,000 */
const counted = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',')
