/** Someone who is helped said that their identity is protected: the forms end here. */
import { useText } from '../../../../ui/index.ts';

/** `by`: who wrote it down. For staff the protection holds; what a helper says goes to those who look after protected persons. */
export function AssistedProtected({ by }: { by: 'staff' | 'helper' }) {
  const t = useText();
  return (
    <>
      <h1>{t(`cases:staffRegistration.protected.${by}.title`)}</h1>
      <p class="lead">{t(`cases:staffRegistration.protected.${by}.text`)}</p>
    </>
  );
}
