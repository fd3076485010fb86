// json-logic-js on the benchmark's rules, one profile at a time. The language knows no dates: three operations are added
// to it, as its users do. Days are numbers written 20270131.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(process.argv[2] + '/')
const logic = require('json-logic-js')

const SHORTEST_MONTH = 28
const written = (year, month, day) => year * 10000 + month * 100 + day
const parts = (whole) => [Math.floor(whole / 10000), Math.floor(whole / 100) % 100, whole % 100]
const lastDay = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const inMonths = (year, month, months) => {
  const count = year * 12 + month - 1 + months
  return [Math.floor(count / 12), (count % 12) + 1]
}
logic.add_operation('plus_months', (whole, months) => {
  const [year, month, day] = parts(whole)
  const [y, m] = inMonths(year, month, months)
  return written(y, m, day <= SHORTEST_MONTH ? day : Math.min(day, lastDay(y, m)))
})
// the latest day whose sum is not after D: the month's last day when D is itself the last of its month
logic.add_operation('latest_start', (whole, months) => {
  const [year, month, day] = parts(whole)
  const [y, m] = inMonths(year, month, -months)
  if (day < SHORTEST_MONTH) return written(y, m, day)
  const last = lastDay(y, m)
  return written(y, m, day === lastDay(year, month) ? last : Math.min(day, last))
})
logic.add_operation('plus_days', (whole, days) => {
  const [year, month, day] = parts(whole)
  const moved = new Date(Date.UTC(year, month - 1, day + days))
  return written(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
})

const v = (name) => ({ var: name })
const since = (day, start) => ({ '>=': [v(day), start] })
const aid = (day, euros, conditions) => {
  const controlled = { in: [v('secteur'), ['secteur_1', 'secteur_2_optam']] }
  const tenYears = since(day, { plus_months: [v('date_derniere_aide'), 120] })
  return { if: [{ and: [since(day, 20260101), controlled, ...conditions, tenYears] }, euros, 0] }
}
const start = 'date_debut'
const first = v('premiere_installation')
const zone = (name, wanted) => ({ '==': [v(name), wanted] })
const rules = [
  aid(start, { if: [since(start, 20300101), 12000, 10000] }, [first, zone('zone', 'zip')]),
  aid(start, 5000, [first, zone('zone', 'zac')]),
  aid('date_ouverture_secondaire', 3000, [zone('zone_secondaire', 'zip')]),
  { plus_months: [v(start), 1] },
  { plus_days: [v(start), 15] },
  { latest_start: [v(start), { if: [zone('diplome', 'hors_union_europeenne'), 6, 3] }] },
]

const number = (iso) => Number(iso.replaceAll('-', ''))
const iso = (whole) => String(whole).replace(/(....)(..)(..)/, '$1-$2-$3')
const typed = (raw) => Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, key.startsWith('date_') ? number(value) : value]))
const given = JSON.parse(readFileSync(0, 'utf8'))
const evaluated = (profile) => rules.map((rule) => logic.apply(rule, profile))
given.warm.map(typed).forEach(evaluated)
const profiles = given.timed.map(typed)
const started = performance.now()
const found = profiles.map(evaluated)
const seconds = (performance.now() - started) / 1000
const results = found.map((row) => [...row.slice(0, 3), ...row.slice(3).map(iso)])
process.stdout.write(JSON.stringify({ version: require('json-logic-js/package.json').version, seconds, results }))
