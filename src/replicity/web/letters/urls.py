"""The addresses on letters of intent."""

from django.urls import URLPattern, path

from replicity.web.letters.views import letter, negotiation, register, signing, verification

urlpatterns: list[URLPattern] = [
    path("letters/", register.register, name="letters"),
    path("letters/new/", register.new, name="letter-new"),
    path("letters/<int:number>/", letter.letter, name="letter"),
    path("letters/<int:number>/letter.pdf", letter.document, name="letter-pdf"),
    path("letters/<int:number>/versions/", letter.versions, name="letter-versions"),
    path("letters/<int:number>/groups/<slug:name>/", negotiation.group, name="letter-group"),
    path("letters/<int:number>/comments/", negotiation.comment, name="letter-comment"),
    path("letters/<int:number>/send/", negotiation.send, name="letter-send"),
    path("letters/<int:number>/parties/", negotiation.parties, name="letter-parties"),
    path("letters/<int:number>/parties/<int:party>/", negotiation.party, name="letter-party"),
    path("letters/<int:number>/parties/<int:party>/approve/", signing.approve, name="letter-approve"),
    path("letters/<int:number>/parties/<int:party>/sign/", signing.sign, name="letter-sign"),
    path("letters/<int:number>/parties/<int:party>/hand-in/", signing.hand_in, name="letter-hand-in"),
    path("letters/<int:number>/parties/<int:party>/hand-over/", signing.hand_over, name="letter-hand-over"),
    path("letters/<int:number>/parties/<int:party>/copy/", letter.signed_copy, name="letter-copy"),
    path("letters/<int:number>/steps/<slug:name>/", signing.step, name="letter-step"),
    path("letters/<int:number>/renew/", signing.renew, name="letter-renew"),
    path("verify/", verification.verify, name="verify"),
    path("verify/certificate.pem", verification.certificate, name="verify-certificate"),
]
