/* Passkeys: answering a challenge in the form that asks for it, and making a new one. */

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));

function opened(options) {
  const asked = { ...options, challenge: bytes(options.challenge) };
  if (options.user) asked.user = { ...options.user, id: bytes(options.user.id) };
  if (options.allowCredentials) asked.allowCredentials = named(options.allowCredentials);
  if (options.excludeCredentials) asked.excludeCredentials = named(options.excludeCredentials);
  return asked;
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
    if (credential.response[part]) response[part] = text(credential.response[part]);
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function fail(button, sentence) {
  const place = button.parentElement.querySelector("[role=alert]");
  place.textContent = sentence;
  place.hidden = false;
}

async function challenge(button) {
  const form = button.closest("form");
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const answer = await fetch(button.dataset.passkey, { method: button.dataset.asks, headers });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.sentence);
  return found.publicKey;
}

async function answer(button) {
  const form = button.closest("form");
  const credential = await navigator.credentials.get({ publicKey: opened(await challenge(button)) });
  form.elements.passkey.value = written(credential);
  const typed = form.elements.password ?? form.elements.code; // at the second step there is but a code
  if (typed) typed.value = "passkey";
  form.requestSubmit();
}

async function make(button) {
  const form = button.closest("form");
  if (!form.reportValidity()) return;
  const publicKey = opened(JSON.parse(button.dataset.passkeyNew));
  form.elements.made.value = written(await navigator.credentials.create({ publicKey }));
  form.requestSubmit();
}

for (const button of document.querySelectorAll("[data-passkey], [data-passkey-new]")) {
  if (button.dataset.ready) continue;
  button.dataset.ready = "yes";
  if (!window.PublicKeyCredential) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await (button.dataset.passkeyNew ? make(button) : answer(button));
    } catch (error) {
      fail(button, error.name === "Error" && error.message ? error.message : button.dataset.failed);
    }
  });
}
