// json-logic-js on the benchmark's rules, one profile at a time. Days are numbers written 20270131.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(process.argv[2] + '/')
const logic = require('json-logic-js')

const v = (name) => ({ var: name })
const controlled = { in: [v('secteur'), ['secteur_1', 'secteur_2_optam']] }
const tenYears = (day) => ({ '>=': [v(day), { '+': [v('date_derniere_aide'), 100000] }] })
const aid = (day, conditions, euros) => ({ if: [{ and: [{ '>=': [v(day), 20260101] }, controlled, tenYears(day), ...conditions] }, euros, 0] })

const lastDay = (year, month) => ({
  if: [{ in: [month, [4, 6, 9, 11]] }, 30, { '==': [month, 2] }, { if: [{ '==': [{ '%': [year, 4] }, 0] }, 29, 28] }, 31],
})
const day = (year, month, number) => ({ '+': [{ '*': [year, 10000] }, { '*': [month, 100] }, number] })
// months are counted from year 0: 12 × year + month - 1
const inMonths = (months) => ({ '+': [{ '*': [v('an'), 12] }, v('mois'), months - 1] })
const yearOf = (count) => ({ '/': [{ '-': [count, { '%': [count, 12] }] }, 12] })
const monthOf = (count) => ({ '+': [{ '%': [count, 12] }, 1] })
const added = (months) => {
  const count = inMonths(months)
  return day(yearOf(count), monthOf(count), { min: [v('jour'), lastDay(yearOf(count), monthOf(count))] })
}
// the latest day whose sum is not after D: the month's last day when D is itself the last of its month
const latest = (months) => {
  const count = inMonths(-months)
  const last = lastDay(yearOf(count), monthOf(count))
  return day(yearOf(count), monthOf(count), { if: [{ '==': [v('jour'), lastDay(v('an'), v('mois'))] }, last, { min: [v('jour'), last] }] })
}
const fifteen = {
  if: [
    { '<=': [{ '+': [v('jour'), 15] }, lastDay(v('an'), v('mois'))] },
    day(v('an'), v('mois'), { '+': [v('jour'), 15] }),
    day(yearOf(inMonths(1)), monthOf(inMonths(1)), { '-': [{ '+': [v('jour'), 15] }, lastDay(v('an'), v('mois'))] }),
  ],
}
const first = v('premiere_installation')
const rules = [
  aid('date_debut', [first, { '==': [v('zone'), 'zip'] }], 10000),
  aid('date_debut', [first, { '==': [v('zone'), 'zac'] }], 5000),
  aid('date_ouverture_secondaire', [{ '==': [v('zone_secondaire'), 'zip'] }], 3000),
  added(1),
  fifteen,
  { if: [{ '==': [v('diplome'), 'hors_union_europeenne'] }, latest(6), latest(3)] },
]

const number = (iso) => Number(iso.replaceAll('-', ''))
const profiles = JSON.parse(readFileSync(0, 'utf8')).map((raw) => {
  const [an, mois, jour] = raw.date_debut.split('-').map(Number)
  const dates = Object.fromEntries(Object.keys(raw).filter((key) => key.startsWith('date_')).map((key) => [key, number(raw[key])]))
  return { ...raw, ...dates, an, mois, jour }
})
const evaluated = (profile) => rules.map((rule) => logic.apply(rule, profile))
evaluated(profiles[0])
const started = performance.now()
const results = profiles.map(evaluated)
const seconds = (performance.now() - started) / 1000
process.stdout.write(JSON.stringify({ version: require('json-logic-js/package.json').version, seconds, results }))
