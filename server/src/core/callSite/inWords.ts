/** What is known of a call's arguments, as people read it and as reports carry it. */
import { describeTier } from '../catalog/serviceTier';
import type { EffectiveTimeout, KnownValue } from '../link/linkedCall';

export const AT_RUN_TIME = 'set at run time';

/** `absent`: what is said where none is given. */
export function valueInWords(value: KnownValue<string>, absent: string): string {
  return value.state === 'literal' ? value.value : value.state === 'dynamic' ? AT_RUN_TIME : absent;
}

export function modelInWords(model: KnownValue<string>): string {
  return valueInWords(model, 'no model given');
}

export function tierInWords(tier: KnownValue<string>): string {
  return tier.state === 'dynamic' ? AT_RUN_TIME : describeTier(tier.state === 'literal' ? tier.value : undefined);
}

/** A value in a report: `null` where none is given, `dynamic` where it is set at run time. */
export type ReportedValue = string | null;

export function reported(value: KnownValue<string>): ReportedValue {
  return value.state === 'literal' ? value.value : value.state === 'dynamic' ? 'dynamic' : null;
}

export function knownFrom(value: ReportedValue): KnownValue<string> {
  return value === null ? { state: 'absent' } : value === 'dynamic' ? { state: 'dynamic' } : { state: 'literal', value };
}

/** Seconds that the call waits at most, the library's default included; `null` where that is set at run time. */
export function secondsOf({ value }: EffectiveTimeout): number | null {
  return value.state === 'literal' ? value.value : null;
}
