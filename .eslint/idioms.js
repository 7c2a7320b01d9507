/**
 * Wordings that a native reader stumbles over, each with what to write instead. A pattern is a
 * regular expression of whole words, in any case; a space matches line breaks in comments too.
 *
 * @type {readonly (readonly [pattern: string, better: string])[]}
 */
export const idioms = [
  // Vague subjects: a component does something.
  ['whoever|whomever', 'name the actor: "the caller", "the process", "the receiver"'],
  ['nobody|anybody', 'name the component, or use the passive: "is not used"'],
  [
    '(?<=^\\s*|[.,;:(]\\s+)who (asks|speaks|fetches|waits|wants|makes|leaves|brings|moves|enables|knows|comes|gives|takes)',
    'name the actor: "the caller", "the owner"',
  ],
  ['what there is to \\w+', 'name it: "the details", "the response"'],
  ['what becomes? of|what became of', 'name it: "the outcome", "the status"'],
  ['what (goes|went|is) wrong', 'name it: "the error", "the reason"'],

  // Amounts and times.
  ['so (many|much|often)(?! \\w+ that)', '"this many", "at most", "how often"'],
  ['so long(?! as)', '"this long", "for 30 s", "until"'],
  ['anew', '"again"'],
  ['at once', '"immediately", "concurrently" or "in one request"'],
  ['moments?', '"time" or "timestamp"'],
  ['till', '"until"'],
  ['(is|are|was|were) no more', '"no longer exists", "was deleted"'],
  ['usual', '"default"'],

  // Verbs and states.
  ['in vain', '"without success", "and failed"'],
  ['fares?|fared', '"the health of the receiver", "the status"'],
  ['(is|are|was) (not )?well', '"is healthy", "is unhealthy"'],
  ['sees? to it', '"ensures"'],
  ['told', '"is passed", "is configured with"; for a default: "default: …"'],
  ['tells? (of|nothing|nobody|the same|what|how|why|where|whether)', '"describes", "returns"'],
  ['says? so', '"throws", "reports it"'],
  ['on (its|their) way', '"in flight", "queued"'],
  ['lets? be', '"ignores", "keeps"'],
  ['(puts?|putting) (\\w+ ){0,2}aside|those aside', '"becomes a dead letter", "not counting"'],
  ['(event|thing)s? that did not happen', '"a test event", "a fictional event"'],
  ['stands? (in|on|at|there|where|before|behind|elsewhere)', '"is in", "precedes"'],
  ['to the letter', '"verbatim", "exactly"'],
  ['dial(s|led|ling)?', '"connects"'],
  ['beside', '"next to", "in addition to"'],
  ['\\w+ alone', '"only"'],
  ['for (it|they|he|there) (has|have|is|are|was|were|may|can|cannot|does|do|would)', '"as it …"'],

  // One word for one thing: docs/glossary.md.
  ['(the|its|their|our|own|first|each|a) (causes?|faults?)', '"reason"'],
  ['len[dt]s?(?!#)|lending', '"leased", "leases"'],
  ['held(?! back)', '"paused"'],
  ['kept(?! \\w+ing)', '"stored", "cached" or "reused"'],
  ['(the|an|its|their|no|this|that) answers?', '"response"'],
]
