/** Code that answers a person in a conversation: there somebody waits, however the work was started. */

/** Sends a message to a person, or pieces of an answer to a page that is open. */
const ANSWERS =
  /\b(?:send_?(?:whatsapp|telegram|sms|chat|text|discord|slack|line|messenger)_?\w*|send_?(?:reply|answer|typing)\w*|reply_?(?:text|message|to|with|markdown|html)?|answer_?(?:message|callback\w*)|chat_?post_?message|chat_?update|post_?ephemeral|say|emit(?:_\w+)?|send_?chat_?action|process_?whatsapp\w*|message_?reply|followup\.send|edit_?(?:message|reply|original)\w*|sendMessage|replyMessage|send_?json|send_?text)\s*\(/;
const CHANNELS =
  /whats_?app|telegram|twilio|messenger|\bslack|discord|\bline_?bot|wechat|weixin|feishu|\blark\b|dingtalk|\bviber|\bsms\b|socketio|socket\.io|websocket/i;

/** A function's text speaks to a person through a channel of messages. `path` is its file's, as shown. */
export function answersPerson(code: string, path: string): boolean {
  return ANSWERS.test(code) && (CHANNELS.test(code) || CHANNELS.test(path) || /\bemit\w*\s*\(|\.reply\w*\s*\(/.test(code));
}

/** A webhook's file that takes what people write in a messenger. */
export function takesMessages(code: string): boolean {
  return MESSENGERS.test(code) && /webhook|incoming|callback|update/i.test(code);
}

const MESSENGERS =
  /whats_?app|\btelegram|\bwa_id\b|\btwiml\b|MessagingResponse|fb_?messenger|line_?bot|\bwechat|weixin|instagram.*messag|\bchat_id\b/i;
