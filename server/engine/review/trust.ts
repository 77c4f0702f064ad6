/** How far a reader has come to trust a kind of flag, learnt from what he did with those before it. */

/** What became of the flags of one kind. */
export interface Outcomes {
  readonly accepted: number;
  readonly dismissed: number;
}

/**
 * What is assumed before anything is known: three in four flags are right, as firmly as if eight had been seen. So a handful
 * of dismissals moves a check down, a single one hardly does.
 */
const priorAccepted = 6;
const priorDismissed = 2;
/** As how many flags the check as a whole counts when one kind of its messages is judged. */
const checkWeight = 4;

/** The share of right flags in a check, shrunk towards what is usual: (accepted + a) / (accepted + dismissed + a + b). */
export function trustOfCheck({ accepted, dismissed }: Outcomes): number {
  return (accepted + priorAccepted) / (accepted + dismissed + priorAccepted + priorDismissed);
}

/** The share of right flags among those of a check that say the same thing, shrunk towards the check's. */
export function trustOfKind(kind: Outcomes, check: Outcomes): number {
  return (kind.accepted + checkWeight * trustOfCheck(check)) / (kind.accepted + kind.dismissed + checkWeight);
}
