/** What is asked about a topic. */
export function buildPrompt(topic: string): string {
  return `Write two lines about ${topic}.`;
}
