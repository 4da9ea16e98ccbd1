/** Shows a photograph that was just taken, so that it can be taken again before it is sent. */
for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-preview]')) {
  const shown = document.createElement('img');
  shown.className = 'preview';
  shown.alt = '';
  shown.hidden = true;
  input.after(shown);
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    shown.hidden = file === undefined || !file.type.startsWith('image/');
    if (file === undefined || shown.hidden) return;
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') shown.src = reader.result;
    });
    reader.readAsDataURL(file);
  });
}
